import { bigserial, customType, index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { FaultData } from '#pipeline/fault.ts'
import { demos } from './demos.ts'

const at = () => timestamp({ withTimezone: true, mode: 'date' })
const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** What came of a job: answers, or why there are none. */
export interface DemoJobResult {
  answers?: { prediction: string | number; probabilities?: Record<string, number> }[]
  warnings?: string[]
  fault?: FaultData
  milliseconds: number
}

/** Who asks, as services/context.ts has it. */
export interface DemoJobActor {
  userId: string
  name: string
  projectId: string
  role: string
  scopes?: readonly string[]
  visit?: { demoId: string; share?: string }
}

/** Questions that wait for their answer, or whose answer waits to be fetched; gone an hour after they ended. */
export const demoJobs = pgTable(
  'demo_jobs',
  {
    id: uuid().primaryKey().defaultRandom(),
    number: bigserial({ mode: 'number' }).notNull(),
    demoId: uuid()
      .notNull()
      .references(() => demos.id, { onDelete: 'cascade' }),
    /** Who may fetch the answer: a user, or whoever has the same link. */
    asker: text().notNull(),
    /** Of the client's own choosing: answers are told together. */
    session: text().notNull(),
    /** What was asked for, in the words of the protocol. */
    call: text().notNull(),
    actor: jsonb().$type<DemoJobActor>().notNull(),
    rows: jsonb().$type<Record<string, unknown>[]>().notNull(),
    status: text().$type<'waiting' | 'running' | 'done'>().notNull().default('waiting'),
    /** The right to end it: a new one each time that it is taken up. */
    lease: uuid(),
    leaseUntil: at(),
    attempts: integer().notNull().default(0),
    result: jsonb().$type<DemoJobResult>(),
    createdAt: at().notNull().defaultNow(),
    endedAt: at(),
    deliveredAt: at(),
  },
  (table) => [
    index().on(table.status, table.number),
    index().on(table.demoId, table.session),
    index().on(table.endedAt),
  ],
)

/** Files that belong to a question; gone after an hour. */
export const demoUploads = pgTable(
  'demo_uploads',
  {
    id: uuid().primaryKey().defaultRandom(),
    demoId: uuid()
      .notNull()
      .references(() => demos.id, { onDelete: 'cascade' }),
    asker: text().notNull(),
    name: text().notNull(),
    mediaType: text().notNull(),
    bytes: bytea().notNull(),
    createdAt: at().notNull().defaultNow(),
  },
  (table) => [index().on(table.demoId, table.asker), index().on(table.createdAt)],
)
