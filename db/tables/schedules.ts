import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { FaultData } from '#pipeline/fault.ts'
import { projects } from './actors.ts'
import { pipelines } from './pipelines.ts'
import { runs } from './runs.ts'

const at = () => timestamp({ withTimezone: true, mode: 'date' })

/** When a schedule fires, in the words of Temporal's schedule specification. */
export type Timing =
  | { kind: 'cron'; expression: string; timeZone: string }
  | { kind: 'interval'; everySeconds: number; offsetSeconds: number }
  | {
      kind: 'calendar'
      /** `HH:MM` on the wall clock of the zone. */
      times: string[]
      /** 0 is Sunday. Absent: every day. */
      weekdays?: number[] | undefined
      daysOfMonth?: number[] | undefined
      /** 1 is January. */
      months?: number[] | undefined
      timeZone: string
    }

export const overlapPolicies = ['skip', 'buffer-one', 'buffer-all', 'cancel-other', 'allow-all'] as const
export type OverlapPolicy = (typeof overlapPolicies)[number]

export const schedules = pgTable(
  'schedules',
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    pipelineId: uuid()
      .notNull()
      .references(() => pipelines.id, { onDelete: 'cascade' }),
    /** Unique among those of the project that are not deleted. */
    name: text().notNull(),
    timing: jsonb().$type<Timing>().notNull(),
    jitterSeconds: integer().notNull().default(0),
    /** What happens when the run before has not ended. */
    overlap: text().$type<OverlapPolicy>().notNull().default('skip'),
    /** How late a firing may still be made up for, when the platform was away. */
    catchUpSeconds: integer().notNull().default(3600),
    /** Parameters of each run; texts may hold `{{ scheduled_time }}` and its kin. */
    overrides: jsonb().$type<Record<string, string | number | boolean>>().notNull().default({}),
    /** With whose rights it runs. */
    ownerId: text().notNull(),
    pausedAt: at(),
    /** Since when it is due at these times: its creation, the last change of its timing or the end of its last pause. */
    activeSince: at().notNull().defaultNow(),
    /** Before this it left out what came while a run was under way; absent where it always did or never has. */
    leftOutUntil: at(),
    createdAt: at().notNull().defaultNow(),
    deletedAt: at(),
  },
  (table) => [
    uniqueIndex().on(table.projectId, table.name).where(sql`deleted_at is null`),
    index().on(table.pipelineId),
  ],
)

/** A schedule's firings, whatever came of them. */
export const firings = pgTable(
  'firings',
  {
    /** Given by Temporal, so that a firing that is told twice is one. */
    id: uuid().primaryKey(),
    scheduleId: uuid()
      .notNull()
      .references(() => schedules.id, { onDelete: 'cascade' }),
    scheduledAt: at().notNull(),
    firedAt: at().notNull().defaultNow(),
    runId: uuid().references(() => runs.id, { onDelete: 'set null' }),
    /** Why there is no run. */
    fault: jsonb().$type<FaultData>(),
  },
  (table) => [index().on(table.scheduleId, table.scheduledAt)],
)
