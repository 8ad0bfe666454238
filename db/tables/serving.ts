import { bigint, pgTable, primaryKey, real, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** What each process that answers took in a minute, for all endpoints together: nobody can tell which version a byte is of. */
export const servingMinutes = pgTable(
  'serving_minutes',
  {
    /** Of one process, from its start to its end. */
    process: uuid().notNull(),
    minute: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
    host: text().notNull(),
    /** Resident memory at its end, in bytes. */
    memory: bigint({ mode: 'number' }).notNull(),
    /** Seconds of processor time in each second: 2 is two cores. */
    cpu: real().notNull(),
  },
  (table) => [primaryKey({ columns: [table.minute, table.process] })],
)
