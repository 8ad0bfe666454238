import { bigint, doublePrecision, index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { projects } from './actors.ts'
import { artifacts } from './artifacts.ts'
import { byteText } from './byte-text.ts'
import { experiments, trackedRuns } from './tracking.ts'

const at = () => timestamp({ withTimezone: true, mode: 'date' })
const ms = () => bigint({ mode: 'number' })
const run = () =>
  uuid()
    .notNull()
    .references(() => trackedRuns.id, { onDelete: 'cascade' })

export const loggedModelStatuses = ['pending', 'ready', 'failed'] as const
export type LoggedModelStatus = (typeof loggedModelStatuses)[number]

export const loggedModels = pgTable(
  'logged_models',
  {
    /** `m-` and 32 hex digits, as MLflow's clients write it. */
    id: byteText().primaryKey(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    experimentId: uuid()
      .notNull()
      .references(() => experiments.id, { onDelete: 'cascade' }),
    sourceRunId: uuid(),
    /** Where its files lie, once it was moved. Its experiment's own place when null. */
    artifactRoot: text(),
    name: byteText().notNull(),
    modelType: byteText(),
    status: text().$type<LoggedModelStatus>().notNull().default('pending'),
    statusMessage: text(),
    params: jsonb().$type<Record<string, string>>().notNull().default({}),
    tags: jsonb().$type<Record<string, string>>().notNull().default({}),
    createdBy: text().notNull(),
    createdAt: at().notNull().defaultNow(),
    updatedAt: at().notNull().defaultNow(),
    deletedAt: at(),
  },
  (table) => [index().on(table.experimentId, table.createdAt.desc(), table.id), index().on(table.sourceRunId)],
)

/** What a run measured of a model, on which data. */
export const loggedModelMetrics = pgTable(
  'logged_model_metrics',
  {
    modelId: byteText()
      .notNull()
      .references(() => loggedModels.id, { onDelete: 'cascade' }),
    runId: run(),
    key: byteText().notNull(),
    datasetName: byteText().notNull().default(''),
    datasetDigest: byteText().notNull().default(''),
    value: doublePrecision().notNull(),
    step: ms().notNull(),
    at: ms().notNull(),
  },
  (table) => [primaryKey({ columns: [table.modelId, table.runId, table.key, table.datasetName, table.datasetDigest] })],
)

/** Which models a run read, and which it made. */
export const runModels = pgTable(
  'run_models',
  {
    runId: run(),
    modelId: byteText()
      .notNull()
      .references(() => loggedModels.id, { onDelete: 'cascade' }),
    direction: text().$type<'input' | 'output'>().notNull(),
    step: ms().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.runId, table.modelId, table.direction] }), index().on(table.modelId)],
)

/** Names of artifacts: paths such as `<experiment>/<run>/artifacts/plot.png`, to bytes in the store. */
export const artifactPaths = pgTable(
  'artifact_paths',
  {
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    path: byteText().notNull(),
    sha256: text()
      .notNull()
      .references(() => artifacts.sha256),
    size: bigint({ mode: 'number' }).notNull(),
    mediaType: text().notNull(),
    createdAt: at().notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.path] })],
)
