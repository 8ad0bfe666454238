import { alerts, channels } from './en/alerts.ts'
import { canvas } from './en/canvas.ts'
import { comparison, decision } from './en/comparison.ts'
import { connect, notebooks } from './en/connect.ts'
import { data } from './en/data.ts'
import { demo, demoEditor, demos } from './en/demos.ts'
import { common, correctedTypes, groups, places, roles, status, types } from './en/everywhere.ts'
import { experiments, tracking } from './en/experiments.ts'
import { frame } from './en/frame.ts'
import { gradioApp } from './en/gradio-app.ts'
import { lineage, predictions, search } from './en/lineage.ts'
import { endpoints, models } from './en/models.ts'
import { monitors } from './en/monitors.ts'
import { onnx } from './en/onnx.ts'
import { people } from './en/people.ts'
import { pipelines, runs, welcome } from './en/pipelines.ts'
import { pushes } from './en/pushes.ts'
import { approvals, registry } from './en/registry.ts'
import { releases } from './en/releases.ts'
import { schedules } from './en/schedules.ts'
import { settings, signIn } from './en/settings.ts'
import { triggers } from './en/triggers.ts'

/** Everything that the interface says, in English. Another language is another file of this shape. */
export const words = {
  alerts,
  approvals,
  canvas,
  correctedTypes,
  gradioApp,
  channels,
  common,
  comparison,
  connect,
  data,
  decision,
  demo,
  demoEditor,
  demos,
  endpoints,
  experiments,
  frame,
  groups,
  lineage,
  models,
  monitors,
  notebooks,
  onnx,
  people,
  pipelines,
  places,
  predictions,
  pushes,
  registry,
  releases,
  roles,
  runs,
  schedules,
  search,
  settings,
  signIn,
  status,
  tracking,
  triggers,
  types,
  welcome,
}
