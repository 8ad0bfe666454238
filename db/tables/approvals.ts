import { bigserial, index, integer, jsonb, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import { projects } from './actors.ts'
import { byteText } from './byte-text.ts'
import { models } from './models.ts'

const at = () => timestamp({ withTimezone: true, mode: 'date' })
const project = () =>
  uuid()
    .notNull()
    .references(() => projects.id, { onDelete: 'cascade' })

/** Aliases that move only when somebody else agrees; without a model, those of this name in all of the project. */
export const aliasProtections = pgTable(
  'alias_protections',
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: project(),
    modelId: uuid().references(() => models.id, { onDelete: 'cascade' }),
    alias: byteText().notNull(),
    /** Who may agree: whoever has one of these roles, and these users. */
    roles: jsonb().$type<string[]>().notNull(),
    users: jsonb().$type<string[]>().notNull().default([]),
    createdBy: text().notNull(),
    createdAt: at().notNull().defaultNow(),
  },
  (table) => [unique().on(table.projectId, table.modelId, table.alias).nullsNotDistinct()],
)

export const aliasRequestStates = ['pending', 'approved', 'rejected', 'withdrawn'] as const
export type AliasRequestState = (typeof aliasRequestStates)[number]

export const aliasRequests = pgTable(
  'alias_requests',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    projectId: project(),
    modelId: uuid()
      .notNull()
      .references(() => models.id, { onDelete: 'cascade' }),
    alias: byteText().notNull(),
    /** Where it led when this was asked: what is agreed to is this move and no other. */
    fromNumber: integer(),
    /** Null: to take it away. */
    toNumber: integer(),
    reason: text(),
    requestedBy: text().notNull(),
    requestedAt: at().notNull().defaultNow(),
    state: text().$type<AliasRequestState>().notNull().default('pending'),
    decidedBy: text(),
    decidedAt: at(),
    decision: text(),
  },
  (table) => [index().on(table.projectId, table.state, table.id), index().on(table.modelId, table.id)],
)
