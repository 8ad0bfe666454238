import { pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { projects, users } from './actors.ts'

const at = () => timestamp({ withTimezone: true, mode: 'date' })

/** Programs that ask a person for a token (RFC 8628). Of the secret only the SHA-256 is stored. */
export const deviceRequests = pgTable('device_requests', {
  id: uuid().primaryKey().defaultRandom(),
  secretHash: text().notNull().unique(),
  /** What the person reads and compares; without its dash. */
  code: text().notNull().unique(),
  /** What asks, in its own words. */
  device: text().notNull(),
  /** Slug of the project that it would like. */
  wanted: text(),
  createdAt: at().notNull().defaultNow(),
  expiresAt: at().notNull(),
  polledAt: at(),
  /** Set with the decision; `projectId` only when it was a yes. */
  decidedBy: text().references(() => users.id, { onDelete: 'cascade' }),
  projectId: uuid().references(() => projects.id, { onDelete: 'cascade' }),
})
