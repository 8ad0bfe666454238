import { bigint, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { endpoints } from './models.ts'

const count = () => integer().notNull().default(0)

/** What each version of an endpoint did in a minute: a row however many requests, kept when predictions are not. */
export const traffic = pgTable(
  'traffic',
  {
    endpointId: uuid()
      .notNull()
      .references(() => endpoints.id, { onDelete: 'cascade' }),
    versionId: uuid().notNull(),
    /** Whether callers were given the answers. */
    mode: text().$type<'live' | 'shadow'>().notNull(),
    minute: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
    /** Requests that were answered; of several rows, one. */
    answered: count(),
    /** Requests that failed here: a model that broke, a time that was over. */
    failed: count(),
    /** Requests that were refused, because the caller sent what the model does not take. */
    refused: count(),
    /** Rows of the requests that were answered. */
    rows: bigint({ mode: 'number' }).notNull().default(0),
    /** Rows that shadow and live were both asked about, and those of them in which they differ. */
    compared: count(),
    disagreed: count(),
    /** Microseconds of the model's thread. */
    busy: bigint({ mode: 'number' }).notNull().default(0),
    /** Bytes by which the process grew when the model was opened, at most. */
    memory: bigint({ mode: 'number' }).notNull().default(0),
    /** Requests by how long their answer took: `services/traffic/histogram`. */
    latency: integer().array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.endpointId, table.minute, table.versionId, table.mode] })],
)
