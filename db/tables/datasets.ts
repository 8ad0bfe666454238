import { index, jsonb, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import { projects } from './actors.ts'
import { byteText } from './byte-text.ts'

/** Data of other programs, once for each content however many runs logged it; who did is in `dataset_inputs`. */
export const datasets = pgTable(
  'datasets',
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: byteText().notNull(),
    digest: byteText().notNull(),
    sourceType: text().notNull(),
    source: text().notNull(),
    /** As its schema says; empty where it says nothing. */
    columns: jsonb().$type<{ name: string; type: string }[]>().notNull().default([]),
    /** As it was logged: JSON of the program's own making. */
    profile: text(),
    createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  },
  (table) => [
    unique().on(table.projectId, table.name, table.digest),
    index().on(table.projectId, table.createdAt.desc()),
  ],
)
