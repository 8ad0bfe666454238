import type { Column } from '#pipeline/columns.ts'
import type { SqlInputs } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import type { SqlText } from '#pipeline/sql.ts'

/** A required input of a SQL body. */
export function inputTable(inputs: SqlInputs, port: string): { view: SqlText; columns: Column[] } {
  const view = inputs.views[port]
  if (!view) throw new Fault('INVALID_GRAPH', `not connected: ${port}`, { at: { port } })
  return { view, columns: inputs.columns[port] ?? [] }
}
