import { bigint, index, integer, jsonb, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import type { Column } from '#pipeline/columns.ts'
import type { FileValue } from '#pipeline/define-node.ts'
import type { NotebookFacts } from '#pipeline/notebook/facts.ts'
import { projects } from './actors.ts'

/** Bytes in the store, named by their SHA-256 (hex). A row is visible only when the bytes are complete. */
export const artifacts = pgTable('artifacts', {
  sha256: text().primaryKey(),
  size: bigint({ mode: 'number' }).notNull(),
  mediaType: text().notNull(),
  createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
})

/** Which project may see which artifact: an id alone opens nothing. */
export const projectArtifacts = pgTable(
  'project_artifacts',
  {
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    sha256: text()
      .notNull()
      .references(() => artifacts.sha256),
  },
  (table) => [unique().on(table.projectId, table.sha256)],
)

/** Uploaded tables. A name has versions 1, 2, …; a spec names the newest (`a.csv`) or a fixed one (`a.csv@2`). */
export const files = pgTable(
  'files',
  {
    id: uuid().primaryKey().defaultRandom(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    version: integer().notNull(),
    sha256: text()
      .notNull()
      .references(() => artifacts.sha256),
    size: bigint({ mode: 'number' }).notNull(),
    format: text().$type<FileValue['format']>().notNull(),
    dialect: jsonb().$type<FileValue['dialect']>(),
    columns: jsonb().$type<Column[]>().notNull(),
    rows: bigint({ mode: 'number' }),
    notebook: jsonb().$type<NotebookFacts>(),
    createdBy: text().notNull(),
    createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull().defaultNow(),
    deletedAt: timestamp({ withTimezone: true, mode: 'date' }),
  },
  (table) => [unique().on(table.projectId, table.name, table.version), index().on(table.projectId, table.createdAt)],
)
