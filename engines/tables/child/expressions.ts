import { NotUnderstood } from './not-understood.ts'
import { type Relation, type Scope, type Sources, union } from './scope.ts'

/** A node of the tree that `json_serialize_sql` gives. */
export type Node = Record<string, unknown>
export type Part = Node | Node[] | undefined

export const nodesOf = (value: unknown): Node[] => (Array.isArray(value) ? (value as Node[]) : [])
export const partsOf = (value: unknown): Node[] => (value ? [value as Node] : [])

/** Every column that a value is computed from. */
export function sourcesIn(part: unknown, scope: Scope, hidden: ReadonlySet<string> = new Set()): Sources {
  if (part === null || typeof part !== 'object') return new Set()
  if (Array.isArray(part)) return union(...part.map((one) => sourcesIn(one, scope, hidden)))
  const node = part as Node
  switch (node.class) {
    case 'COLUMN_REF':
      return columnSources(node.column_names as string[], scope, hidden)
    case 'SUBQUERY': {
      const { columns, rows } = scope.query((node.subquery as Node).node, { ...scope, outer: scope })
      return union(rows, ...columns.map(({ sources }) => sources), sourcesIn(node.child, scope, hidden))
    }
    case 'LAMBDA':
      return sourcesIn(node.expr, scope, union(hidden, namesIn(node.lhs)))
    case 'STAR':
      // count(*) counts rows; anything else with a star is left to the engine.
      throw new NotUnderstood('star in an expression')
    case 'POSITIONAL_REFERENCE':
      throw new NotUnderstood('position')
    default:
      return union(...Object.values(node).map((child) => sourcesIn(child, scope, hidden)))
  }
}

const namesIn = (part: unknown): Sources => {
  if (part === null || typeof part !== 'object') return new Set()
  const { column_names: names } = part as { column_names?: string[] }
  return union(names?.map((name) => name.toLowerCase()) ?? [], ...Object.values(part).map(namesIn))
}

/** `column`, `table.column`, or either with fields behind it. */
function columnSources(names: string[], scope: Scope, hidden: ReadonlySet<string>): Sources {
  const [first = '', second] = names.map((name) => name.toLowerCase())
  if (hidden.has(first)) return new Set()
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const table = second === undefined ? undefined : at.bound.find(({ alias }) => alias === first)
    const within = table && sourcesNamed([table], second ?? '', 'all')
    const found = within ?? sourcesNamed(at.bound, first, 'seen') ?? at.aliases.get(first)
    if (found) return found
  }
  // GROUP BY 1 and the like; a name that nobody has would have been refused by the binder.
  throw new NotUnderstood(`column ${names.join('.')}`)
}

function sourcesNamed(bound: Scope['bound'], name: string, which: 'all' | 'seen'): Sources | undefined {
  for (const { relation, hidden } of bound) {
    if (which === 'seen' && hidden.has(name)) continue
    const column = relation.columns.find((one) => one.name?.toLowerCase() === name)
    if (column) return column.sources
  }
  return undefined
}

/** `*`, `t.*`, with EXCLUDE, REPLACE and RENAME. */
export function starOf(star: Node, scope: Scope): Relation['columns'] {
  if (star.columns || star.expr) throw new NotUnderstood('COLUMNS')
  const wanted = String(star.relation_name ?? '').toLowerCase()
  const excluded = new Set(nodesOf(star.exclude_list).concat(nodesOf(star.qualified_exclude_list)).map(lastName))
  const replaced = new Map(
    (nodesOf(star.replace_list) as unknown as { key: string; value: Node }[]).map(({ key, value }) => [
      key.toLowerCase(),
      sourcesIn(value, scope),
    ]),
  )
  if (nodesOf(star.rename_list).length > 0) throw new NotUnderstood('RENAME')
  const tables = wanted ? scope.bound.filter(({ alias }) => alias === wanted) : scope.bound
  return tables.flatMap(({ relation, hidden }) =>
    relation.columns.flatMap((column) => {
      const name = column.name?.toLowerCase() ?? ''
      if (excluded.has(name) || (!wanted && hidden.has(name))) return []
      return [{ ...column, sources: replaced.get(name) ?? column.sources }]
    }),
  )
}

const lastName = (given: unknown): string => {
  if (typeof given === 'string') return given.toLowerCase()
  const { column, column_names: names } = given as { column?: string; column_names?: string[] }
  return (column ?? names?.at(-1) ?? '').toLowerCase()
}
