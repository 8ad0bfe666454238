import { index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { byteText } from './byte-text.ts'
import { models, modelVersions } from './models.ts'

const model = () =>
  uuid()
    .notNull()
    .references(() => models.id, { onDelete: 'cascade' })
const version = () =>
  uuid()
    .notNull()
    .references(() => modelVersions.id, { onDelete: 'cascade' })

export const stages = ['None', 'Staging', 'Production', 'Archived'] as const
export type Stage = (typeof stages)[number]

export const modelTags = pgTable(
  'model_tags',
  { modelId: model(), key: byteText().notNull(), value: text().notNull() },
  (table) => [primaryKey({ columns: [table.modelId, table.key] })],
)

export const versionTags = pgTable(
  'version_tags',
  { versionId: version(), key: byteText().notNull(), value: text().notNull() },
  (table) => [primaryKey({ columns: [table.versionId, table.key] })],
)

/** Names that move from one version of a model to another. */
export const modelAliases = pgTable(
  'model_aliases',
  { modelId: model(), alias: byteText().notNull(), number: integer().notNull() },
  (table) => [primaryKey({ columns: [table.modelId, table.alias] })],
)

/** The project's file that told what the columns of an imported version hold: what its details say, where one can look it up. */
export const versionRows = pgTable(
  'version_rows',
  { versionId: version().primaryKey(), name: text().notNull(), version: integer().notNull() },
  (table) => [index().on(table.name, table.version)],
)

/** What changes of a version, whose own row does not. Without a row nothing has changed. */
export const modelVersionFacts = pgTable('model_version_facts', {
  versionId: version().primaryKey(),
  description: text(),
  stage: text().$type<Stage>().notNull().default('None'),
  updatedAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  /** No traffic goes to it from then on; all that it is stays. */
  archivedAt: timestamp({ withTimezone: true, mode: 'date' }),
})
