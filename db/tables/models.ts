import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import type { Parity, Signature } from '#pipeline/ports/model.ts'
import { projects } from './actors.ts'
import { artifacts } from './artifacts.ts'
import { byteText } from './byte-text.ts'

const at = () => timestamp({ withTimezone: true, mode: 'date' })

export const models = pgTable(
  'models',
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    description: text(),
    /** Highest number ever given, so that none is given twice. */
    lastNumber: integer().notNull().default(0),
    createdAt: at().notNull().defaultNow(),
    updatedAt: at().notNull().defaultNow(),
    /** The row stays, so that whoever takes the name again goes on counting. */
    deletedAt: at(),
  },
  (table) => [unique().on(table.projectId, table.name)],
)

/** Immutable but for `deletedAt`. One from elsewhere has a `source` and no ONNX. `stepKey` (`<run>:<node>`) makes a repeated registration find the first one. */
export const modelVersions = pgTable(
  'model_versions',
  {
    id: uuid().primaryKey().defaultRandom(),
    modelId: uuid()
      .notNull()
      .references(() => models.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    artifact: text().references(() => artifacts.sha256),
    signature: jsonb().$type<Signature>(),
    metrics: jsonb().$type<Record<string, number>>(),
    parity: jsonb().$type<Parity>(),
    details: text(),
    /** Where the files of one from elsewhere are: `mlflow-artifacts:/…` or `models:/…`. */
    source: byteText(),
    loggedModelId: byteText(),
    /** As it was told; there may be no such run. */
    trackedRunId: byteText(),
    runLink: text(),
    report: text(),
    runId: uuid(),
    node: text(),
    stepKey: text().unique(),
    createdBy: text().notNull(),
    createdAt: at().notNull().defaultNow(),
    deletedAt: at(),
  },
  (table) => [
    unique().on(table.modelId, table.number),
    index().on(table.runId),
    index().on(table.trackedRunId),
    index().on(table.loggedModelId),
    // What a version was made of: a source may be longer than an index takes.
    index('model_versions_made_of_index').on(sql`left(${table.source}, 300)`).where(sql`source like 'models:/%'`),
  ],
)

export const endpoints = pgTable(
  'endpoints',
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    /** Unique on the whole platform: it is the address of the endpoint. */
    name: text().notNull().unique(),
    createdAt: at().notNull().defaultNow(),
    deletedAt: at(),
  },
  (table) => [index().on(table.projectId)],
)

/** Where an endpoint's traffic goes: the row with the highest number. Each change is a new row. */
export const routes = pgTable(
  'routes',
  {
    id: uuid().primaryKey().defaultRandom(),
    endpointId: uuid()
      .notNull()
      .references(() => endpoints.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    shares: jsonb().$type<{ versionId: string; weight: number; mode: 'live' | 'canary' | 'shadow' }[]>().notNull(),
    reason: text(),
    stepKey: text().unique(),
    createdBy: text().notNull(),
    createdAt: at().notNull().defaultNow(),
  },
  (table) => [unique().on(table.endpointId, table.number)],
)

export const predictions = pgTable(
  'predictions',
  {
    id: uuid().primaryKey(),
    endpointId: uuid()
      .notNull()
      .references(() => endpoints.id, { onDelete: 'cascade' }),
    versionId: uuid().notNull(),
    /** Number of the route that chose the version; unknown of what was answered before it was kept. */
    route: integer(),
    /** The prediction that callers were given, where this version was only asked beside it: nobody saw this one. */
    shadowOf: uuid(),
    inputs: jsonb().$type<Record<string, unknown>>().notNull(),
    output: jsonb().$type<Record<string, unknown>>().notNull(),
    microseconds: bigint({ mode: 'number' }).notNull(),
    at: at().notNull().defaultNow(),
  },
  (table) => [index().on(table.endpointId, table.at, table.id)],
)
