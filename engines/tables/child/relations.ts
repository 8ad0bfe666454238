import { type Node, nodesOf, type Part, partsOf, sourcesIn, starOf } from './expressions.ts'
import { NotUnderstood } from './not-understood.ts'
import { type Relation, type Scope, type Sources, union } from './scope.ts'

/** What a query gives. Throws `NotUnderstood`. */
export function relationOf(tree: unknown, scope: Scope): Relation {
  const node = tree as Node
  const named = withTables(node, scope)
  if (node.type === 'SELECT_NODE') return selected(node, named)
  if (node.type === 'SET_OPERATION_NODE') return combined(node, named)
  throw new NotUnderstood(String(node.type))
}

/** The names that WITH gives; each sees those before it. */
function withTables(node: Node, scope: Scope): Scope {
  const tables = new Map(scope.tables)
  for (const { key, value } of (node.cte_map as { map?: { key: string; value: Node }[] })?.map ?? [])
    tables.set(
      key.toLowerCase(),
      renamed(relationOf((value.query as Node).node, { ...scope, tables }), value.aliases as string[] | undefined),
    )
  return { ...scope, tables }
}

function combined(node: Node, scope: Scope): Relation {
  const parts = [node.left, node.right].map((part) => relationOf(part, scope))
  const [left, right] = parts as [Relation, Relation]
  if (/BY_NAME/.test(String(node.setop_type)) || left.columns.length !== right.columns.length)
    throw new NotUnderstood('set')
  const columns = left.columns.map(({ name, sources }, place) => ({
    name,
    sources: union(sources, right.columns[place]?.sources ?? []),
  }))
  const compared = node.setop_type === 'UNION' && node.setop_all !== false ? [] : columns.map(({ sources }) => sources)
  return { columns, rows: union(left.rows, right.rows, ...compared) }
}

function selected(node: Node, outer: Scope): Relation {
  const scope: Scope = {
    tables: outer.tables,
    bound: [],
    aliases: new Map(),
    query: relationOf,
    outer: outer.bound.length ? outer : outer.outer,
  }
  const rows: Sources = new Set()
  bind(node.from_table as Node, scope, rows)
  const columns: Relation['columns'] = []
  for (const item of (node.select_list ?? []) as Node[]) {
    if (item.class === 'STAR') columns.push(...starOf(item, scope))
    else {
      const name = (item.alias || (item.class === 'COLUMN_REF' ? (item.column_names as string[]).at(-1) : undefined)) as
        | string
        | undefined
      const sources = sourcesIn(item, scope)
      columns.push({ name, sources })
      if (item.alias) scope.aliases.set(String(item.alias).toLowerCase(), sources)
    }
  }
  for (const part of [node.where_clause, node.having, node.qualify, node.group_expressions] as Part[])
    for (const source of sourcesIn(part, scope)) rows.add(source)
  // GROUP BY ALL groups by whatever is not aggregated; which that is, only the engine knows.
  const grouped = node.aggregate_handling === 'FORCE_AGGREGATES' ? columns.map(({ sources }) => sources) : []
  const cut = nodesOf(node.modifiers).flatMap((modifier) =>
    modifierSources(modifier, nodesOf(node.modifiers), columns, scope),
  )
  return { columns, rows: union(rows, ...scope.bound.map(({ relation }) => relation.rows), ...grouped, ...cut) }
}

/** DISTINCT looks at every column; an order decides which rows there are only where a limit cuts them. */
function modifierSources(modifier: Node, all: Node[], columns: Relation['columns'], scope: Scope): Sources[] {
  if (modifier.type === 'DISTINCT_MODIFIER') return columns.map(({ sources }) => sources)
  const cuts = all.some(({ type }) => String(type).startsWith('LIMIT'))
  if (modifier.type !== 'ORDER_MODIFIER' || !cuts) return []
  return ((modifier.orders ?? []) as Node[]).flatMap(({ expression }) =>
    (expression as Node).class === 'STAR'
      ? columns.map(({ sources }) => sources)
      : [sourcesIn(expression as Node, scope)],
  )
}

function bind(from: Node | undefined, scope: Scope, rows: Sources): void {
  if (!from || from.type === 'EMPTY') return
  if (from.sample) throw new NotUnderstood('sample')
  const alias = String(from.alias || from.table_name || '').toLowerCase()
  const add = (relation: Relation) =>
    scope.bound.push({
      alias,
      relation: renamed(relation, from.column_name_alias as string[] | undefined),
      hidden: new Set(),
    })
  switch (from.type) {
    case 'BASE_TABLE': {
      const known = scope.tables.get(String(from.table_name).toLowerCase())
      if (!known) throw new NotUnderstood(`table ${from.table_name}`)
      add(known)
      return
    }
    case 'SUBQUERY':
      add(relationOf((from.subquery as Node).node, { ...scope, bound: [...scope.bound] }))
      return
    case 'JOIN':
      bindJoin(from, scope, rows)
      return
    default:
      throw new NotUnderstood(String(from.type))
  }
}

function bindJoin(from: Node, scope: Scope, rows: Sources): void {
  if (!['REGULAR', 'CROSS', undefined].includes(from.ref_type as string | undefined)) throw new NotUnderstood('join')
  const before = scope.bound.length
  bind(from.left as Node, scope, rows)
  const between = scope.bound.length
  bind(from.right as Node, scope, rows)
  for (const using of (from.using_columns ?? []) as string[]) {
    const name = using.toLowerCase()
    const [left, right] = [scope.bound.slice(before, between), scope.bound.slice(between)].map((side) =>
      side.find(({ relation }) => relation.columns.some((column) => column.name?.toLowerCase() === name)),
    )
    const columns = [left, right].map((side) => side?.relation.columns.find((one) => one.name?.toLowerCase() === name))
    for (const column of columns) for (const source of column?.sources ?? []) rows.add(source)
    if (from.join_type !== 'INNER' && from.join_type !== 'LEFT') throw new NotUnderstood('outer join by names')
    right?.hidden.add(name)
  }
  for (const part of partsOf(from.condition)) for (const source of sourcesIn(part, scope)) rows.add(source)
  // What chooses rows of the left side only gives no columns.
  if (['SEMI', 'ANTI'].includes(String(from.join_type)))
    for (const { relation, hidden } of scope.bound.slice(between)) {
      for (const source of relation.rows) rows.add(source)
      for (const { name } of relation.columns) if (name) hidden.add(name.toLowerCase())
    }
}

const renamed = (relation: Relation, names: string[] | undefined): Relation => ({
  ...relation,
  columns: relation.columns.map((column, place) => ({ ...column, name: names?.[place] ?? column.name })),
})
