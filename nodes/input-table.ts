import type { Column } from '#pipeline/columns.ts'
import type { NumberedRows, SqlInputs } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { type SqlText, sql } from '#pipeline/sql.ts'

export interface InputTable {
  view: SqlText
  columns: Column[]
  numbered: NumberedRows
}

/** A required input of a SQL body. */
export function inputTable(inputs: SqlInputs, port: string): InputTable {
  const view = inputs.views[port]
  if (!view) throw new Fault('INVALID_GRAPH', `not connected: ${port}`, { at: { port } })
  const counted: NumberedRows = (number) => sql`(SELECT *, row_number() OVER () AS ${number} FROM ${view})`
  return { view, columns: inputs.columns[port] ?? [], numbered: inputs.numbered?.[port] ?? counted }
}
