import { sql } from 'drizzle-orm'
import { bigserial, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { projects } from './actors.ts'

const at = () => timestamp({ withTimezone: true, mode: 'date' })
const project = () =>
  uuid()
    .notNull()
    .references(() => projects.id, { onDelete: 'cascade' })

/** From the mildest to the worst. */
export const severities = ['info', 'warning', 'critical'] as const
export type Severity = (typeof severities)[number]

/** Something that somebody should look at; what happens again under the same key while it is open is counted here. */
export const alerts = pgTable(
  'alerts',
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: project(),
    /** Its kind, a colon, and what it is about: `schedule-failed:<id>`. */
    key: text().notNull(),
    kind: text().notNull(),
    severity: text().$type<Severity>().notNull(),
    title: text().notNull(),
    /** What changed, as last told. */
    what: text().notNull(),
    since: at().notNull(),
    /** A path in the app, behind the project's name. */
    link: text().notNull(),
    /** The slug of a pipeline that trains again what this is about. */
    retrain: text(),
    count: integer().notNull().default(1),
    firstAt: at().notNull().defaultNow(),
    lastAt: at().notNull().defaultNow(),
    acknowledgedAt: at(),
    acknowledgedBy: text(),
    settledAt: at(),
  },
  (table) => [
    uniqueIndex().on(table.projectId, table.key).where(sql`settled_at is null`),
    index().on(table.projectId, table.lastAt),
    index().on(table.projectId, table.key, table.lastAt),
  ],
)

export type AlertEventKind = 'raised' | 'worse' | 'acknowledged' | 'silenced' | 'unsilenced' | 'settled'

export const alertEvents = pgTable(
  'alert_events',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    alertId: uuid()
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    kind: text().$type<AlertEventKind>().notNull(),
    /** Who did it; absent: the platform. */
    by: text(),
    detail: text(),
    at: at().notNull().defaultNow(),
  },
  (table) => [index().on(table.alertId, table.id)],
)

/** Of what no word is sent for a time: one key, one kind, or everything. */
export const alertSilences = pgTable(
  'alert_silences',
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: project(),
    key: text(),
    kind: text(),
    reason: text().notNull(),
    by: text().notNull(),
    createdAt: at().notNull().defaultNow(),
    until: at().notNull(),
  },
  (table) => [index().on(table.projectId, table.until)],
)

/** Where a channel leads. Secrets are not here, only the names that an operator gave them. */
export type ChannelTarget =
  | { type: 'email'; to: string[]; server?: string | undefined }
  | { type: 'webhook'; url: string; secret: string }
  | { type: 'slack'; secret: string }

export const alertChannels = pgTable(
  'alert_channels',
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: project(),
    /** Unique among those of the project that are not deleted. */
    name: text().notNull(),
    target: jsonb().$type<ChannelTarget>().notNull(),
    /** It takes this and what is worse. */
    from: text().$type<Severity>().notNull().default('warning'),
    /** Null: all kinds. */
    kinds: jsonb().$type<string[]>(),
    /** So long after a message of an alert the next of the same waits. */
    quietMinutes: integer().notNull().default(15),
    pausedAt: at(),
    createdBy: text().notNull(),
    createdAt: at().notNull().defaultNow(),
    deletedAt: at(),
  },
  (table) => [uniqueIndex().on(table.projectId, table.name).where(sql`deleted_at is null`)],
)

/**
 * `waiting` is due or held back, `sending` is with a process until its lease ends, `dropped` was no longer worth a message,
 * `failed` was tried for a day.
 */
export type DeliveryState = 'waiting' | 'sending' | 'sent' | 'dropped' | 'failed'
export type DeliveryKind = 'raised' | 'again' | 'worse' | 'settled' | 'test'

/** Messages, each a row in the transaction of what it tells; its id is the message's, however often it is tried. */
export const alertDeliveries = pgTable(
  'alert_deliveries',
  {
    id: uuid().primaryKey().defaultRandom(),
    channelId: uuid()
      .notNull()
      .references(() => alertChannels.id, { onDelete: 'cascade' }),
    /** Absent: a test. */
    alertId: uuid().references(() => alerts.id, { onDelete: 'cascade' }),
    kind: text().$type<DeliveryKind>().notNull(),
    state: text().$type<DeliveryState>().notNull().default('waiting'),
    dueAt: at().notNull().defaultNow(),
    attempts: integer().notNull().default(0),
    /** Why the last attempt failed. */
    error: text(),
    lease: uuid(),
    createdAt: at().notNull().defaultNow(),
    sentAt: at(),
  },
  (table) => [
    uniqueIndex().on(table.alertId, table.channelId).where(sql`state = 'waiting'`),
    index().on(table.dueAt).where(sql`state in ('waiting', 'sending')`),
    index().on(table.channelId, table.createdAt),
    index().on(table.alertId, table.createdAt),
  ],
)
