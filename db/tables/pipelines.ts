import { index, integer, jsonb, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import type { Spec } from '#pipeline/spec.ts'
import { projects } from './actors.ts'

export const pipelines = pgTable(
  'pipelines',
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    /** Unique in the project; what the command line and addresses use. */
    slug: text().notNull(),
    name: text().notNull(),
    /** Number of the newest revision. */
    head: integer().notNull(),
    createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
    updatedAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
    deletedAt: timestamp({ withTimezone: true, mode: 'date' }),
  },
  (table) => [unique().on(table.projectId, table.slug), index().on(table.projectId, table.updatedAt)],
)

/** Immutable: each save is a new row. */
export const revisions = pgTable(
  'revisions',
  {
    id: uuid().primaryKey().defaultRandom(),
    pipelineId: uuid()
      .notNull()
      .references(() => pipelines.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    spec: jsonb().$type<Spec>().notNull(),
    /** `specKey`: equal for revisions that execute alike. */
    key: text().notNull(),
    createdBy: text().notNull(),
    createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  },
  (table) => [unique().on(table.pipelineId, table.number)],
)
