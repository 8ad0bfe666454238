import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import { projects } from './actors.ts'
import { endpoints, modelVersions } from './models.ts'

const at = () => timestamp({ withTimezone: true, mode: 'date' })

/** Who may open a demo besides the members of its project. */
export const demoRules = ['project', 'link', 'named'] as const
export type DemoRule = (typeof demoRules)[number]

export const demoAccents = ['leaf', 'blue', 'violet', 'amber', 'rose', 'slate'] as const
export type DemoAccent = (typeof demoAccents)[number]

/** What an owner has set of the page. Inputs stand in the order in which they are shown. */
export interface DemoPage {
  title: string
  /** Markdown. */
  text: string
  accent: DemoAccent
  inputs: { name: string; label?: string; unit?: string; shown: boolean; fixed?: string | number | boolean | null }[]
  /** What people call the answers, by class; the target's own name by `''`. */
  labels: Record<string, string>
  /** Other versions that visitors may choose. */
  versions: string[]
}

export const demos = pgTable(
  'demos',
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    /** Unique on the whole platform: it is the address of the demo. */
    name: text().notNull().unique(),
    versionId: uuid().references(() => modelVersions.id, { onDelete: 'cascade' }),
    endpointId: uuid().references(() => endpoints.id, { onDelete: 'cascade' }),
    rule: text().$type<DemoRule>().notNull().default('project'),
    /** E-mail addresses, in small letters. */
    guests: jsonb().$type<string[]>().notNull().default([]),
    createdBy: text().notNull(),
    createdAt: at().notNull().defaultNow(),
    deletedAt: at(),
  },
  (table) => [
    index().on(table.projectId),
    check('one_demo_subject', sql`num_nonnulls(${table.versionId}, ${table.endpointId}) = 1`),
  ],
)

/** The page is the row with the highest number. Each change is a new row, so that any can be taken back. */
export const demoPages = pgTable(
  'demo_pages',
  {
    demoId: uuid()
      .notNull()
      .references(() => demos.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    page: jsonb().$type<DemoPage>().notNull(),
    createdBy: text().notNull(),
    createdAt: at().notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.demoId, table.number] })],
)

/** Links with which people without an account open a demo. Only the SHA-256 of what they carry is stored. */
export const demoShares = pgTable(
  'demo_shares',
  {
    id: uuid().primaryKey().defaultRandom(),
    demoId: uuid()
      .notNull()
      .references(() => demos.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    prefix: text().notNull(),
    hash: text().notNull().unique(),
    /** Visits that may begin in an hour, and ever. */
    perHour: integer(),
    total: integer(),
    /** Origins of pages that may show it in a frame. */
    frames: jsonb().$type<string[]>().notNull().default([]),
    expiresAt: at(),
    createdBy: text().notNull(),
    createdAt: at().notNull().defaultNow(),
    revokedAt: at(),
  },
  (table) => [index().on(table.demoId)],
)

/** A visit by a link, which counts as one use of it; `hash` is of what the visitor's browser keeps. */
export const demoVisits = pgTable(
  'demo_visits',
  {
    id: uuid().primaryKey().defaultRandom(),
    shareId: uuid()
      .notNull()
      .references(() => demoShares.id, { onDelete: 'cascade' }),
    hash: text().unique(),
    at: at().notNull().defaultNow(),
    expiresAt: at().notNull(),
  },
  (table) => [index().on(table.shareId, table.at)],
)

/** An answer that a visitor kept, under the id of its prediction. */
export const demoAnswers = pgTable(
  'demo_answers',
  {
    id: uuid().primaryKey(),
    demoId: uuid()
      .notNull()
      .references(() => demos.id, { onDelete: 'cascade' }),
    versionId: uuid().notNull(),
    /** Who asked: a user, or a visit. */
    visitor: text().notNull(),
    inputs: jsonb().$type<Record<string, unknown>>().notNull(),
    output: jsonb().$type<Record<string, unknown>>().notNull(),
    at: at().notNull().defaultNow(),
  },
  (table) => [index().on(table.demoId, table.visitor, table.at)],
)

/** What somebody says of an answer: that it was right, or what it should have been. The newest of a visitor counts. */
export const demoLabels = pgTable(
  'demo_labels',
  {
    id: uuid().primaryKey().defaultRandom(),
    answerId: uuid()
      .notNull()
      .references(() => demoAnswers.id, { onDelete: 'cascade' }),
    verdict: text().$type<'right' | 'wrong'>().notNull(),
    /** What it should have been; null when it is only said to be wrong. */
    corrected: jsonb().$type<string | number>(),
    reason: text(),
    visitor: text().notNull(),
    /** A name for people. */
    by: text().notNull(),
    at: at().notNull().defaultNow(),
  },
  (table) => [unique().on(table.answerId, table.visitor)],
)
