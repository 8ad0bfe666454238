import type { Column } from '#pipeline/columns.ts'
import { type Source, type Traced, tracedLoosely } from '../traced.ts'
import { NotUnderstood } from './not-understood.ts'
import { relationOf } from './relations.ts'
import { type Relation, type Scope, union } from './scope.ts'

/** What each column of a parsed SELECT comes from. `names` are the columns that the engine's binder found. */
export function sourcesOf(tree: unknown, tables: Record<string, Column[]>, names: string[]): Traced {
  const known = new Map<string, Relation>(
    Object.entries(tables).map(([table, columns]) => [
      table.toLowerCase(),
      {
        columns: columns.map(({ name }) => ({ name, sources: new Set([keyOf({ table, column: name })]) })),
        rows: new Set<string>(),
      },
    ]),
  )
  const scope: Scope = { tables: known, bound: [], aliases: new Map(), query: relationOf, outer: undefined }
  const found = understood(() => relationOf(tree, scope))
  // The binder has the last word: whoever names the columns otherwise has not understood the query.
  const same =
    found?.columns.length === names.length && found.columns.every((column, place) => equal(column.name, names[place]))
  if (!found || !same) return tracedLoosely(names, tables)
  return {
    columns: names.map((name, place) => ({ name, sources: listed(found.columns[place]?.sources ?? new Set()) })),
    rows: listed(found.rows),
    exact: true,
  }
}

function understood<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (thrown) {
    if (thrown instanceof NotUnderstood) return undefined
    throw thrown
  }
}

const equal = (found: string | undefined, bound: string | undefined) =>
  found === undefined || found.toLowerCase() === bound?.toLowerCase()

const keyOf = ({ table, column }: Source) => JSON.stringify([table, column])

const listed = (keys: Set<string>): Source[] =>
  [...union(keys)].map((key) => {
    const [table, column] = JSON.parse(key) as [string, string]
    return { table, column }
  })
