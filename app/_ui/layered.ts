import { order } from '#pipeline/graph.ts'
import type { Edge } from '#pipeline/spec.ts'

interface Graph {
  nodes: Record<string, unknown>
  edges: Record<string, Edge>
}

/** Longest way from a source gives the column. */
export function layered({ nodes, edges }: Graph): Map<string, { x: number; y: number }> {
  const depth = new Map<string, number>()
  const { sorted } = order({ nodes: nodes as Record<string, never>, edges })
  for (const id of [...sorted, ...Object.keys(nodes).filter((node) => !sorted.includes(node))]) {
    const before = Object.values(edges).filter(({ to }) => to.node === id)
    depth.set(id, Math.max(-1, ...before.map(({ from }) => depth.get(from.node) ?? -1)) + 1)
  }
  const used = new Map<number, number>()
  const places = new Map<string, { x: number; y: number }>()
  for (const [id, x] of depth) {
    const y = used.get(x) ?? 0
    used.set(x, y + 1)
    places.set(id, { x, y })
  }
  return places
}
