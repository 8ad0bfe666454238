import type { Column } from '#pipeline/columns.ts'
import type { NumberedRows } from '#pipeline/define-node.ts'
import { literal, sql } from '#pipeline/sql.ts'

/** Of the engine's own making, unless the file has a column of this name. */
const place = 'file_row_number'

/** The rows of a Parquet file with their numbers; a window would count them in one thread. */
export const numberRows = (path: string, columns: readonly Column[]): NumberedRows | undefined =>
  columns.some(({ name }) => name.toLowerCase() === place)
    ? undefined
    : (number) => sql`(SELECT *, file_row_number + 1 AS ${number} FROM read_parquet(${literal(path)}))`
