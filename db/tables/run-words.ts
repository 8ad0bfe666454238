import { customType, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { projects } from './actors.ts'
import { trackedRuns } from './tracking.ts'

const words = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** What is read of a run again and again, gathered a moment after it was logged to, so that logging need not wait for it. */
export const runWords = pgTable('run_words', {
  runId: uuid()
    .primaryKey()
    .references(() => trackedRuns.id, { onDelete: 'cascade' }),
  projectId: uuid()
    .notNull()
    .references(() => projects.id, { onDelete: 'cascade' }),
  /** All of its words, for search. */
  words: words().notNull(),
  /** Of one that has ended: its latest metrics, parameters and tags as JSON. True as long as the run is not due. */
  facts: text(),
})

/**
 * Runs that are to be gathered again. Written in the transaction that changes them, so that whoever sees a change sees that
 * what was gathered before no longer holds.
 */
export const wordsDue = pgTable('words_due', { runId: uuid().notNull() }, (table) => [index().on(table.runId)])
