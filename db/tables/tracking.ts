import { sql } from 'drizzle-orm'
import {
  bigint,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { projects } from './actors.ts'
import { byteText } from './byte-text.ts'

const at = () => timestamp({ withTimezone: true, mode: 'date' })
const ms = () => bigint({ mode: 'number' })
const run = () =>
  uuid()
    .notNull()
    .references(() => trackedRuns.id, { onDelete: 'cascade' })

export const trackedRunKinds = ['pipeline', 'step', 'notebook', 'client'] as const
export type TrackedRunKind = (typeof trackedRunKinds)[number]

export const trackedRunStatuses = ['running', 'scheduled', 'finished', 'failed', 'killed'] as const
export type TrackedRunStatus = (typeof trackedRunStatuses)[number]

export const experiments = pgTable(
  'experiments',
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    /** Dense within a project; 0 is Default, made when it is first needed. */
    number: integer().notNull(),
    name: byteText().notNull(),
    description: text(),
    /** Where artifacts go that are not kept in our own store. */
    artifactLocation: text(),
    createdAt: at().notNull().defaultNow(),
    updatedAt: at().notNull().defaultNow(),
    deletedAt: at(),
  },
  (table) => [unique().on(table.projectId, table.number), unique().on(table.projectId, table.name)],
)

export const experimentTags = pgTable(
  'experiment_tags',
  {
    experimentId: uuid()
      .notNull()
      .references(() => experiments.id, { onDelete: 'cascade' }),
    key: byteText().notNull(),
    value: byteText().notNull(),
  },
  (table) => [primaryKey({ columns: [table.experimentId, table.key] })],
)

export const trackedRuns = pgTable(
  'tracked_runs',
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    experimentId: uuid()
      .notNull()
      .references(() => experiments.id, { onDelete: 'cascade' }),
    parentId: uuid(),
    kind: text().$type<TrackedRunKind>().notNull(),
    name: byteText().notNull(),
    status: byteText().$type<TrackedRunStatus>().notNull().default('running'),
    startedAt: ms().notNull(),
    endedAt: ms(),
    /** Who the client says it works for; `createdBy` is who it proved to be. */
    userName: byteText().notNull(),
    createdBy: text().notNull(),
    /** Where its files lie, once it was moved: they stay where they were. Its experiment's own place when null. */
    artifactRoot: text(),
    deletedAt: at(),
  },
  (table) => [
    index().on(table.experimentId, table.startedAt.desc(), table.id),
    index().on(table.projectId, table.startedAt.desc(), table.id),
    index().on(table.parentId).where(sql`parent_id is not null`),
  ],
)

/** So many characters of a value are in an index, which cannot hold one of thousands. */
export const beginningLength = 100

/** A column, not only an expression in the index: so a filter is answered by the index alone. */
const pair = {
  runId: run(),
  key: byteText().notNull(),
  value: byteText().notNull(),
  beginning: byteText()
    .notNull()
    .generatedAlwaysAs(sql.raw(`left(value, ${beginningLength})`)),
}

export const runParams = pgTable('run_params', pair, (table) => [
  primaryKey({ columns: [table.runId, table.key] }),
  index().on(table.key, table.beginning, table.runId),
])

export const runTags = pgTable('run_tags', pair, (table) => [
  primaryKey({ columns: [table.runId, table.key] }),
  index().on(table.key, table.beginning, table.runId),
])

/** Of each metric the point with the greatest step, time and value. */
export const latestMetrics = pgTable(
  'latest_metrics',
  {
    runId: run(),
    key: byteText().notNull(),
    value: doublePrecision().notNull(),
    step: ms().notNull(),
    at: ms().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.key] }), index().on(table.key, table.value, table.runId)],
)

export const metricPoints = pgTable(
  'metric_points',
  {
    runId: run(),
    key: byteText().notNull(),
    step: ms().notNull(),
    at: ms().notNull(),
    value: doublePrecision().notNull(),
  },
  // A history is read by time, as MLflow's clients get it; curves by step are sampled from all of it anyway.
  (table) => [primaryKey({ columns: [table.runId, table.key, table.at, table.step, table.value] })],
)

export const datasetInputs = pgTable(
  'dataset_inputs',
  {
    runId: run(),
    name: byteText().notNull(),
    digest: byteText().notNull(),
    sourceType: text().notNull(),
    source: text().notNull(),
    schema: text(),
    profile: text(),
    tags: jsonb().$type<Record<string, string>>().notNull().default({}),
  },
  (table) => [primaryKey({ columns: [table.runId, table.name, table.digest] }), index().on(table.name, table.digest)],
)
