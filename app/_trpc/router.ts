import { router } from './procedure.ts'
import { alerts } from './routers/alerts.ts'
import { approvals } from './routers/approvals.ts'
import { apps } from './routers/apps.ts'
import { artifacts } from './routers/artifacts.ts'
import { catalogue } from './routers/catalogue.ts'
import { channels } from './routers/channels.ts'
import { datasets } from './routers/datasets.ts'
import { decisions } from './routers/decisions.ts'
import { decommissions } from './routers/decommissions.ts'
import { demos } from './routers/demos.ts'
import { devices } from './routers/devices.ts'
import { endpoints } from './routers/endpoints.ts'
import { events } from './routers/events.ts'
import { experiments } from './routers/experiments.ts'
import { files } from './routers/files.ts'
import { lineage } from './routers/lineage.ts'
import { members } from './routers/members.ts'
import { models } from './routers/models.ts'
import { monitors } from './routers/monitors.ts'
import { notebooks } from './routers/notebooks.ts'
import { pipelines } from './routers/pipelines.ts'
import { predictions } from './routers/predictions.ts'
import { projects } from './routers/projects.ts'
import { releases } from './routers/releases.ts'
import { runs } from './routers/runs.ts'
import { schedules } from './routers/schedules.ts'
import { search } from './routers/search.ts'
import { templates } from './routers/templates.ts'
import { tokens } from './routers/tokens.ts'
import { tracked } from './routers/tracked.ts'
import { traffic } from './routers/traffic.ts'
import { triggers } from './routers/triggers.ts'

/** One router a folder of `services/`, one procedure a verb. */
export const appRouter = router({
  alerts,
  approvals,
  apps,
  artifacts,
  catalogue,
  channels,
  datasets,
  decisions,
  decommissions,
  demos,
  devices,
  endpoints,
  events,
  experiments,
  files,
  lineage,
  members,
  models,
  monitors,
  notebooks,
  pipelines,
  predictions,
  projects,
  releases,
  runs,
  schedules,
  search,
  templates,
  tokens,
  tracked,
  triggers,
  traffic,
})

export type AppRouter = typeof appRouter
