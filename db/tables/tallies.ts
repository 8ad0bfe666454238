import { bigint, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { projects } from './actors.ts'

/** How often something happened in a project, so that nobody has to count large tables. */
export const tallies = pgTable(
  'tallies',
  {
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: text().$type<'runs-ended' | 'firings' | 'trigger-firings'>().notNull(),
    label: text().notNull(),
    /** Any of a few: transactions that end together seldom wait for the same row. The sum counts. */
    slot: integer().notNull(),
    count: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.name, table.label, table.slot] })],
)
