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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { FaultData } from '#pipeline/fault.ts'
import { projects } from './actors.ts'
import { pipelines } from './pipelines.ts'
import { type RunStatus, runs } from './runs.ts'

const at = () => timestamp({ withTimezone: true, mode: 'date' })

/** What a trigger waits for. The pipeline that it watches, if any, stands in a column of its own. */
export type Watch =
  | { kind: 'webhook' }
  | { kind: 'api' }
  | {
      kind: 'folder'
      /** Absolute, within one that the operator allows. */
      folder: string
      glob: string
      /** The project file that each arrival becomes the next version of. */
      as: string
      everySeconds: number
      /** So long a file must have stayed as it is. */
      settleSeconds: number
      /** Files that lie there when the trigger is made. */
      present: 'leave' | 'take'
      /** A file that comes again with the same content. */
      same: 'leave' | 'take'
    }
  | {
      kind: 'query'
      /** Named by the operator. */
      connection: string
      sql: string
      /** Grows from row to row: what is above the mark is new. */
      column: string
      /** Names a row among those that are looked at again; absent: `column` does. */
      key?: string | undefined
      as: string
      everySeconds: number
      present: 'leave' | 'take'
    }
  | { kind: 'metric'; when: string; rearm?: string | undefined; consecutive: number }
  | { kind: 'model'; event: 'registered'; model?: string | undefined }
  | { kind: 'model'; event: 'alias-moved'; model?: string | undefined; alias?: string | undefined }
  | { kind: 'pipeline'; outcomes: Exclude<RunStatus, 'queued' | 'running'>[] }

export const triggerKinds = ['webhook', 'api', 'folder', 'query', 'metric', 'model', 'pipeline'] as const
export type TriggerKind = Watch['kind']

/** What a trigger remembers between two looks. */
export interface TriggerState {
  /** Of a metric: false from a firing until the values have come back. */
  armed?: boolean
  /** Of a metric: evaluations in a row for which the condition held. */
  streak?: number
  /** Of a query: the greatest value of its column that has been taken, as text. Absent: it has not looked yet. */
  mark?: string | null
  /** Of a query: what is above it is looked at again, because a transaction may commit late. */
  floor?: string | null
  /** Of a query: the marks of the last minutes, the oldest first. */
  marks?: { at: string; mark: string | null }[]
  /** Of a query: how often something was taken. */
  turn?: number
  /** Of a folder: it has looked once. */
  looked?: boolean
}

export const triggers = pgTable(
  'triggers',
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    /** What it runs. */
    pipelineId: uuid()
      .notNull()
      .references(() => pipelines.id, { onDelete: 'cascade' }),
    /** Whose runs it waits for, or whose values it reads. */
    watchedId: uuid().references(() => pipelines.id, { onDelete: 'cascade' }),
    /** Unique among those of the project that are not deleted. */
    name: text().notNull(),
    kind: text().$type<TriggerKind>().notNull(),
    watch: jsonb().$type<Watch>().notNull(),
    /** Parameters of each run; texts may hold `{{ file }}` and its kin. */
    overrides: jsonb().$type<Record<string, string | number | boolean>>().notNull().default({}),
    /** So long after a firing it does not fire again. */
    cooldownSeconds: integer().notNull().default(0),
    /** With whose rights it runs. */
    ownerId: text().notNull(),
    /** Of a webhook: with the key of the platform it makes the secret, and a new one makes another. */
    salt: text(),
    state: jsonb().$type<TriggerState>().notNull().default({}),
    pausedAt: at(),
    firedAt: at(),
    lookedAt: at(),
    /** Why it does not work at present. */
    fault: jsonb().$type<FaultData>(),
    failingSince: at(),
    /** What it is that fails: looking, or making a run of what arrived. */
    failingAt: text().$type<'look' | 'fire'>(),
    /** Of a webhook: the newest message that was not let in. */
    refused: jsonb().$type<{ at: string; fault: FaultData }>(),
    createdAt: at().notNull().defaultNow(),
    deletedAt: at(),
  },
  (table) => [
    uniqueIndex().on(table.projectId, table.name).where(sql`deleted_at is null`),
    uniqueIndex('one_endpoint_a_pipeline').on(table.pipelineId).where(sql`deleted_at is null and kind = 'api'`),
    index().on(table.projectId, table.kind),
    index().on(table.watchedId),
    index().on(table.pipelineId),
  ],
)

export const firingOutcomes = ['waiting', 'ran', 'quiet', 'suppressed', 'failed'] as const
/** `quiet`: a condition was looked at and did not hold. `suppressed`: `reason` says why nothing was to run. */
export type FiringOutcome = (typeof firingOutcomes)[number]

/** What a placeholder may name. */
export type FiringPayload = Record<string, unknown>

/** What arrived at a trigger, once for each key, whatever came of it. */
export const triggerFirings = pgTable(
  'trigger_firings',
  {
    /** Of its run as well. */
    id: uuid().primaryKey().defaultRandom(),
    triggerId: uuid()
      .notNull()
      .references(() => triggers.id, { onDelete: 'cascade' }),
    /** Names the arrival: told twice, it is one. */
    key: text().notNull(),
    payload: jsonb().$type<FiringPayload>().notNull().default({}),
    /** Of what was sent, to tell another sending of it from something else under the same key. */
    digest: text(),
    outcome: text().$type<FiringOutcome>().notNull().default('waiting'),
    reason: text(),
    fault: jsonb().$type<FaultData>(),
    runId: uuid().references(() => runs.id, { onDelete: 'set null' }),
    /** How many triggers led to it, one after the other. */
    depth: integer().notNull().default(1),
    /** How often it came again. */
    repeats: integer().notNull().default(0),
    /** Who fired it by hand, or called. */
    by: text(),
    /** Who had it fired again after it could not run. */
    againBy: text(),
    arrivedAt: at().notNull().defaultNow(),
    settledAt: at(),
  },
  (table) => [
    unique().on(table.triggerId, table.key),
    index().on(table.triggerId, table.arrivedAt),
    index().on(table.runId),
    index().on(table.arrivedAt).where(sql`outcome = 'waiting'`),
    index().on(table.settledAt).where(sql`run_id is null`),
  ],
)

/** Files that a folder's trigger has seen: what changes still is not taken. */
export const triggerFiles = pgTable(
  'trigger_files',
  {
    triggerId: uuid()
      .notNull()
      .references(() => triggers.id, { onDelete: 'cascade' }),
    /** Below the folder. */
    path: text().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    modifiedMs: doublePrecision().notNull(),
    /** Of what was taken from it last. */
    sha256: text(),
    /** Since when it has been as it is. */
    seenAt: at().notNull().defaultNow(),
    /** It has been taken as it is, or left for good. */
    takenAt: at(),
    /** Since when it does not lie there any more. */
    goneAt: at(),
  },
  (table) => [primaryKey({ columns: [table.triggerId, table.path] })],
)

/** Rows above the floor of a query's trigger that have been taken, or left for good. */
export const triggerRows = pgTable(
  'trigger_rows',
  {
    triggerId: uuid()
      .notNull()
      .references(() => triggers.id, { onDelete: 'cascade' }),
    key: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.triggerId, table.key] })],
)
