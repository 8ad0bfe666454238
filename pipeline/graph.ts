import type { Edge, Spec } from './spec.ts'

export interface Order {
  /** Node ids, inputs first; among the free ones the smallest id first, so the order is a function of the graph. */
  sorted: string[]
  /** Edges between nodes that lie on, or behind, a cycle and so cannot be ordered. */
  cyclic: string[]
}

/** Kahn's algorithm over the edges whose two nodes exist. */
export function order(spec: Pick<Spec, 'nodes' | 'edges'>): Order {
  const edges = Object.entries(spec.edges).filter(([, { from, to }]) => spec.nodes[from.node] && spec.nodes[to.node])
  const waitingFor = new Map(Object.keys(spec.nodes).map((id) => [id, 0]))
  const leaving = new Map<string, Edge[]>()
  for (const [, edge] of edges) {
    waitingFor.set(edge.to.node, (waitingFor.get(edge.to.node) ?? 0) + 1)
    const before = leaving.get(edge.from.node)
    if (before) before.push(edge)
    else leaving.set(edge.from.node, [edge])
  }

  const sorted: string[] = []
  const free = [...waitingFor].filter(([, count]) => count === 0).map(([id]) => id)
  while (free.length > 0) {
    free.sort()
    const id = free.shift() as string
    sorted.push(id)
    for (const { to } of leaving.get(id) ?? []) {
      const count = (waitingFor.get(to.node) ?? 0) - 1
      waitingFor.set(to.node, count)
      if (count === 0) free.push(to.node)
    }
  }

  const done = new Set(sorted)
  const left = edges.filter(([, { from, to }]) => !done.has(from.node) && !done.has(to.node))
  // What merely follows a circle is left over too, but taking its wires away would not help.
  const cyclic = left.filter(([, { from, to }]) => downstream(spec, to.node).has(from.node)).map(([id]) => id)
  return { sorted, cyclic }
}

/** By their nodes, so that whoever asks for each node in turn goes through all edges once. A spec in use never changes: an edit makes another. */
const byTarget = new WeakMap<Spec['edges'], Map<string, [string, Edge][]>>()

/** Edges that end at a node. */
export function edgesInto({ edges }: Pick<Spec, 'edges'>, node: string): readonly [string, Edge][] {
  let known = byTarget.get(edges)
  if (!known) {
    known = new Map()
    for (const entry of Object.entries(edges)) {
      const { to } = entry[1]
      const before = known.get(to.node)
      if (before) before.push(entry)
      else known.set(to.node, [entry])
    }
    byTarget.set(edges, known)
  }
  return known.get(node) ?? []
}

/** The node and all that depends on it. */
export function downstream(spec: Pick<Spec, 'edges'>, node: string): Set<string> {
  const reached = new Set([node])
  for (const id of reached)
    for (const { from, to } of Object.values(spec.edges)) if (from.node === id) reached.add(to.node)
  return reached
}
