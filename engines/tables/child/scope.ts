export type Sources = Set<string>

export interface Relation {
  /** Without a name where only the engine knows it. */
  columns: { name: string | undefined; sources: Sources }[]
  rows: Sources
}

export interface Scope {
  /** Tables and what WITH has named, in lower case. */
  tables: ReadonlyMap<string, Relation>
  /** What stands in FROM, in order. */
  bound: { alias: string; relation: Relation; hidden: Set<string> }[]
  /** Columns named earlier in the same SELECT. */
  aliases: Map<string, Sources>
  outer: Scope | undefined
  /** Reads a query within a query. */
  query: (tree: unknown, scope: Scope) => Relation
}

export const union = (...sets: Iterable<string>[]): Sources => new Set(sets.flatMap((set) => [...set]))
