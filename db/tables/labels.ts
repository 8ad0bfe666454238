import { index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { projects } from './actors.ts'
import { endpoints, predictions } from './models.ts'

const at = () => timestamp({ withTimezone: true, mode: 'date' })

export const labelSources = ['demo', 'api', 'file', 'cli'] as const
export type LabelSource = (typeof labelSources)[number]

/** What a prediction should have been, as it turned out later: the one answer that counts now. */
export const labels = pgTable(
  'labels',
  {
    predictionId: uuid()
      .primaryKey()
      .references(() => predictions.id, { onDelete: 'cascade' }),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    endpointId: uuid()
      .notNull()
      .references(() => endpoints.id, { onDelete: 'cascade' }),
    /** A class of the model that answered, or a number, as its task is. */
    value: jsonb().$type<string | number>().notNull(),
    source: text().$type<LabelSource>().notNull(),
    /** When it became known. */
    at: at().notNull().defaultNow(),
    /** A name for people. */
    by: text().notNull(),
  },
  (table) => [index().on(table.endpointId, table.at)],
)
