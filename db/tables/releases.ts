import { sql } from 'drizzle-orm'
import { bigserial, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { GateState, ReleasePlan } from '#pipeline/release-plan.ts'
import { projects } from './actors.ts'
import { endpoints } from './models.ts'

const at = () => timestamp({ withTimezone: true, mode: 'date' })

export const releaseStates = ['leading', 'waiting', 'promoted', 'rolled-back', 'cancelled', 'failed'] as const
export type ReleaseState = (typeof releaseStates)[number]

/** What a version had been counted in a minute, of which only the rest belongs to a step. */
export interface CountedBefore {
  versionId: string
  mode: 'live' | 'shadow'
  answered: number
  failed: number
  refused: number
  rows: number
  compared: number
  disagreed: number
  latency: number[]
}

/** A version on its way to an endpoint's traffic. */
export const releases = pgTable(
  'releases',
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    endpointId: uuid()
      .notNull()
      .references(() => endpoints.id, { onDelete: 'cascade' }),
    /** Number of the route that it goes back to. */
    fromRoute: integer().notNull(),
    /** The version that had most traffic. */
    fromVersionId: uuid().notNull(),
    toVersionId: uuid().notNull(),
    plan: jsonb().$type<ReleasePlan>().notNull(),
    state: text().$type<ReleaseState>().notNull(),
    /** Of its stages, from 0; as many as there are means all traffic. */
    step: integer().notNull().default(0),
    /** When this step, or the wait before it, began. */
    stepAt: at().notNull().defaultNow(),
    /** What had been counted in the minute in which it began. */
    before: jsonb().$type<CountedBefore[]>().notNull().default([]),
    /** Number of the route that this release made last. */
    route: integer(),
    /** Why it ended, or what it waits for. */
    reason: text(),
    note: text(),
    /** `<run>:<node>` where a pipeline started it, so that a repeated start finds the first. */
    stepKey: text().unique(),
    startedBy: text().notNull(),
    startedAt: at().notNull().defaultNow(),
    endedAt: at(),
  },
  (table) => [
    uniqueIndex('releases_one_at_a_time').on(table.endpointId).where(sql`ended_at is null`),
    index().on(table.endpointId, table.startedAt),
    index().on(table.projectId, table.state),
  ],
)

export const releaseEventKinds = [
  'started',
  'waits',
  'approved',
  'rejected',
  'routed',
  'promoted',
  'rolled-back',
  'cancelled',
  'failed',
] as const
export type ReleaseEventKind = (typeof releaseEventKinds)[number]

/** Every change of a release, with what was known then. Never changed. */
export const releaseEvents = pgTable(
  'release_events',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    releaseId: uuid()
      .notNull()
      .references(() => releases.id, { onDelete: 'cascade' }),
    at: at().notNull().defaultNow(),
    kind: text().$type<ReleaseEventKind>().notNull(),
    step: integer().notNull(),
    /** The route that it made, if it did. */
    route: integer(),
    reason: text(),
    /** Null: the platform itself. */
    by: text(),
    /** What the gates said. */
    gates: jsonb().$type<GateState[]>(),
  },
  (table) => [index().on(table.releaseId, table.id)],
)
