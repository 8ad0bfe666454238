import { sql } from 'drizzle-orm'
import {
  bigserial,
  boolean,
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
import type { Plan } from '#pipeline/compile.ts'
import type { FaultData } from '#pipeline/fault.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import { projects } from './actors.ts'
import { pipelines, revisions } from './pipelines.ts'

const at = () => timestamp({ withTimezone: true, mode: 'date' })

export const runStatuses = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
export type RunStatus = (typeof runStatuses)[number]

export const stepStatuses = ['queued', 'running', 'done', 'reused', 'failed', 'skipped', 'cancelled'] as const
export type StepStatus = (typeof stepStatuses)[number]

export const runs = pgTable(
  'runs',
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    pipelineId: uuid()
      .notNull()
      .references(() => pipelines.id, { onDelete: 'cascade' }),
    revisionId: uuid()
      .notNull()
      .references(() => revisions.id),
    overrides: jsonb().$type<Record<string, string | number | boolean>>().notNull().default({}),
    plan: jsonb().$type<Plan>().notNull(),
    status: text().$type<RunStatus>().notNull().default('queued'),
    fault: jsonb().$type<FaultData>(),
    startedBy: text().notNull(),
    /** In Temporal, where it is not named after the run: that of the firing which became it. */
    workflow: text(),
    createdAt: at().notNull().defaultNow(),
    startedAt: at(),
    endedAt: at(),
    cancelRequestedAt: at(),
  },
  (table) => [
    index().on(table.projectId, table.createdAt),
    index().on(table.pipelineId, table.createdAt),
    index().on(table.revisionId, table.createdAt),
    index().on(table.createdAt).where(sql`ended_at is null`),
  ],
)

/** Which files a run was compiled over: what its plan says, where one can look it up by file. */
export const runFiles = pgTable(
  'run_files',
  {
    runId: uuid()
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    node: text().notNull(),
    param: text().notNull(),
    projectId: uuid().notNull(),
    name: text().notNull(),
    version: integer(),
    sha256: text().notNull(),
    /** When the run was started. */
    createdAt: at().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.node, table.param] }),
    index().on(table.projectId, table.name, table.version, table.createdAt),
  ],
)

export const steps = pgTable(
  'steps',
  {
    runId: uuid()
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    node: text().notNull(),
    key: text().notNull(),
    /** Changes the platform, so its result is never reused. */
    effect: boolean().notNull(),
    status: text().$type<StepStatus>().notNull().default('queued'),
    /** Counts attempts; with `token` it fences: only the holder of the newest token may finish the step. */
    attempt: integer().notNull().default(0),
    token: uuid(),
    /** Share done, 0 to 1, and what is being done. */
    progress: doublePrecision(),
    message: text(),
    outputs: jsonb().$type<Record<string, PortValue>>(),
    rowsIn: doublePrecision(),
    rowsOut: doublePrecision(),
    /** Why nothing had to be done: the run that made the outputs. */
    reusedFrom: uuid(),
    fault: jsonb().$type<FaultData>(),
    startedAt: at(),
    endedAt: at(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.node] })],
)

export const stepLogs = pgTable(
  'step_logs',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    runId: uuid()
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    node: text().notNull(),
    attempt: integer().notNull(),
    stream: text().$type<'stdout' | 'stderr' | 'system'>().notNull(),
    text: text().notNull(),
    at: at().notNull().defaultNow(),
  },
  (table) => [index().on(table.runId, table.node, table.id)],
)

export const stepMetrics = pgTable(
  'step_metrics',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    runId: uuid()
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    node: text().notNull(),
    name: text().notNull(),
    index: integer().notNull(),
    value: doublePrecision().notNull(),
  },
  (table) => [unique().on(table.runId, table.node, table.name, table.index)],
)

/** What a step made, by content key: the cache. Without a run: what was made for looking at an uploaded file. */
export const results = pgTable(
  'results',
  {
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    key: text().notNull(),
    outputs: jsonb().$type<Record<string, PortValue>>().notNull(),
    rowsOut: doublePrecision(),
    runId: uuid(),
    node: text(),
    createdAt: at().notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.key] })],
)

export type WishKind =
  | 'start-run'
  | 'cancel-run'
  | 'sync-schedule'
  | 'fire-schedule'
  | 'backfill-schedule'
  | 'sync-trigger'
  | 'look-for-trigger'
  | 'fire-trigger'
  | 'lead-release'

/** Wishes to Temporal, written in the transaction that makes them true and carried out by the dispatcher. */
export const outbox = pgTable(
  'outbox',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    kind: text().$type<WishKind>().notNull(),
    /** What it is about. */
    runId: uuid(),
    scheduleId: uuid(),
    triggerId: uuid(),
    firingId: uuid(),
    releaseId: uuid(),
    /** Of a back-fill. */
    range: jsonb().$type<{ from: string; until: string }>(),
    createdAt: at().notNull().defaultNow(),
    /** How often it was refused. */
    attempts: integer().notNull().default(0),
    /** After a refusal: not to be tried again before. */
    dueAt: at(),
    fault: jsonb().$type<FaultData>(),
    sentAt: at(),
  },
  (table) => [index().on(table.id).where(sql`sent_at is null`), index().on(table.sentAt)],
)
