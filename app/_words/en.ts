import { canvas } from './en/canvas.ts'
import { common, groups, places, roles, status, types } from './en/common.ts'
import { data } from './en/data.ts'
import { frame } from './en/frame.ts'
import { endpoints, models } from './en/models.ts'
import { pipelines, runs, welcome } from './en/pipelines.ts'
import { approvals, registry } from './en/registry.ts'
import { schedules } from './en/schedules.ts'
import { settings, signIn } from './en/settings.ts'

/** Everything that the interface says, in English. Another language is another file of this shape. */
export const words = {
  approvals,
  canvas,
  common,
  data,
  endpoints,
  frame,
  groups,
  models,
  pipelines,
  places,
  registry,
  roles,
  runs,
  schedules,
  settings,
  signIn,
  status,
  types,
  welcome,
}
