import { bigserial, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Append-only and hash-chained: `hash` = SHA-256 over the row and the hash of the row before it. */
export const audit = pgTable('audit', {
  id: bigserial({ mode: 'number' }).primaryKey(),
  projectId: uuid(),
  actor: text().notNull(),
  action: text().notNull(),
  resource: text().notNull(),
  resourceId: text().notNull(),
  detail: jsonb().$type<Record<string, unknown>>(),
  at: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  previous: text().notNull(),
  hash: text().notNull(),
})
