import { integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { modelVersions } from './models.ts'

/** What people wrote of a version, every text that was saved. Without a row the card is what can be told without them. */
export const modelCards = pgTable(
  'model_cards',
  {
    versionId: uuid()
      .notNull()
      .references(() => modelVersions.id, { onDelete: 'cascade' }),
    revision: integer().notNull(),
    text: text().notNull(),
    createdBy: text().notNull(),
    createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.versionId, table.revision] })],
)
