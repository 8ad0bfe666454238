import { sql } from 'drizzle-orm'
import { check, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { endpoints, modelVersions } from './models.ts'

const at = () => timestamp({ withTimezone: true, mode: 'date' })

/** A version or an endpoint that answers until a date, and why. */
export const decommissions = pgTable(
  'decommissions',
  {
    id: uuid().primaryKey().defaultRandom(),
    versionId: uuid()
      .unique()
      .references(() => modelVersions.id, { onDelete: 'cascade' }),
    endpointId: uuid()
      .unique()
      .references(() => endpoints.id, { onDelete: 'cascade' }),
    sunsetAt: at().notNull(),
    reason: text().notNull(),
    announcedBy: text().notNull(),
    announcedAt: at().notNull().defaultNow(),
  },
  (table) => [check('one_subject', sql`num_nonnulls(${table.versionId}, ${table.endpointId}) = 1`)],
)
