import { type Column, columnOf, featureColumns, type TypeFamily, typeFamily } from '#pipeline/columns.ts'
import { Fault } from '#pipeline/fault.ts'
import type { TableSchema } from '#pipeline/ports/table.ts'
import { requireColumns } from '../column-names.ts'

/**
 * The columns that a fitted node changes: those that `names` lists, or all features of the families `byDefault`; as `chosen` in
 * engines/python/espalier/fitting.py. Faults: BAD_DATA for a column that is missing or that the node cannot read.
 */
export function chosenColumns(
  columns: readonly Column[],
  names: readonly string[],
  families: readonly TypeFamily[],
  byDefault: readonly TypeFamily[] = families,
): Column[] {
  requireColumns(columns, names, 'columns')
  if (names.length === 0) return featureColumns(columns).filter(({ type }) => byDefault.includes(typeFamily(type)))
  return names.flatMap((name) => {
    const column = columnOf(columns, name)
    if (!column) return []
    if (column.role)
      throw new Fault('BAD_DATA', `this column is no feature, it is the ${column.role}: ${name}`, {
        at: { param: 'columns', column: name },
        hint: 'choose other columns, or change its role in Split',
      })
    if (!families.includes(typeFamily(column.type)))
      throw new Fault('BAD_DATA', `not a column this node can read: ${name} ${column.type}`, {
        at: { param: 'columns', column: name },
        hint: `choose columns of these types: ${families.join(', ')}`,
      })
    return [column]
  })
}

/** The table after a fitted node gave some columns another type; from the first such node on, its input is what callers send. */
export function refitted(
  rows: TableSchema,
  changed: readonly Column[],
  typeOf: (column: Column) => string,
): TableSchema {
  const names = new Set(changed.map(({ name }) => name))
  return {
    type: 'table',
    columns: rows.columns.map((column) => (names.has(column.name) ? { ...column, type: typeOf(column) } : column)),
    raw: rows.raw ?? rows.columns,
  }
}
