import type { Column } from '#pipeline/columns.ts'
import { identifier, type SqlText, sql } from '#pipeline/sql.ts'
import { freeName } from './column-names.ts'
import type { InputTable } from './input-table.ts'

/** Whether a person's expression may shuffle rows: DuckDB keeps their order through all but windows, subqueries and joins. */
export const mayShuffle = (expression: string): boolean => /\bover\b|\(\s*(select|from|with|values)\b/i.test(expression)

/** What `body` selects from the numbered rows of a view, in their order. The body must pass the row number on; it is taken off again. */
export function inRowOrder(
  { columns, numbered }: Pick<InputTable, 'columns' | 'numbered'>,
  body: (numberedRows: SqlText, number: SqlText) => SqlText,
): SqlText {
  const number = rowNumber(columns)
  return sql`SELECT * EXCLUDE (${number}) FROM (${body(numbered(number), number)}) ORDER BY ${number}`
}

/** A name for row numbers that no column has. */
export const rowNumber = (columns: readonly Column[]): SqlText =>
  identifier(
    freeName(
      'row number',
      columns.map(({ name }) => name),
    ),
  )
