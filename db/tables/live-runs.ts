import { pgTable, timestamp, uuid } from 'drizzle-orm/pg-core'
import { trackedRuns } from './tracking.ts'

/** Runs whose programs say now and then that they go on; gone once the run ended. Runs of other clients are never here. */
export const liveRuns = pgTable('live_runs', {
  runId: uuid()
    .primaryKey()
    .references(() => trackedRuns.id, { onDelete: 'cascade' }),
  heardAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
})
