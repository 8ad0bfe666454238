import { customType, pgTable, uuid } from 'drizzle-orm/pg-core'
import { projects } from './actors.ts'
import { trackedRuns } from './tracking.ts'

const words = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** All words of a run, for search: gathered a moment after it was logged to, so that logging need not wait for it. */
export const runWords = pgTable('run_words', {
  runId: uuid()
    .primaryKey()
    .references(() => trackedRuns.id, { onDelete: 'cascade' }),
  projectId: uuid()
    .notNull()
    .references(() => projects.id, { onDelete: 'cascade' }),
  words: words().notNull(),
})

/** Runs whose words are to be gathered again. No key and no index: writing to it costs next to nothing. */
export const wordsDue = pgTable('words_due', { runId: uuid().notNull() })
