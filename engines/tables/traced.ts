import type { Column } from '#pipeline/columns.ts'

/** A column of an input. */
export interface Source {
  table: string
  column: string
}

export interface Traced {
  columns: { name: string; sources: Source[] }[]
  /** Columns that decide which rows there are, or in which groups: conditions, keys, groups, limits. */
  rows: Source[]
  /** False where the query is not understood: then everything may come from everything. */
  exact: boolean
}

/** Anything may come from anything. */
export function tracedLoosely(names: string[], tables: Record<string, Column[]>): Traced {
  const all = Object.entries(tables).flatMap(([table, columns]) => columns.map(({ name }) => ({ table, column: name })))
  return { columns: names.map((name) => ({ name, sources: all })), rows: all, exact: false }
}
