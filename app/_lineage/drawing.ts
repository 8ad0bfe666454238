import dagre from '@dagrejs/dagre'
import type { Graph } from './things.ts'

export const box = { width: 176, height: 44 }

export interface Drawing {
  width: number
  height: number
  /** Upper left corners. */
  places: Map<string, { x: number; y: number }>
}

/** From left to right: what was there first, then what came of it. */
export function drawn({ nodes, edges }: Graph): Drawing {
  const graph = new dagre.graphlib.Graph()
  graph.setGraph({ rankdir: 'LR', ranker: 'tight-tree', nodesep: 14, ranksep: 56, marginx: 2, marginy: 2 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id } of nodes) graph.setNode(id, { ...box })
  for (const { from, to } of edges) graph.setEdge(from, to)
  dagre.layout(graph)
  const { width = box.width, height = box.height } = graph.graph()
  return {
    ...{ width: Math.ceil(width), height: Math.ceil(height) },
    places: new Map(
      nodes.map(({ id }) => {
        const { x, y } = graph.node(id) as { x: number; y: number }
        return [id, { x: Math.round(x - box.width / 2), y: Math.round(y - box.height / 2) }]
      }),
    ),
  }
}

export type Step = 'left' | 'right' | 'up' | 'down'

/** Where an arrow key leads: along a link to the left or right, to the next one above or below in the same column. */
export function stepped({ places }: Drawing, { edges }: Graph, from: string, step: Step): string | undefined {
  const here = places.get(from)
  if (!here) return undefined
  const linked = edges.flatMap((edge) => {
    if (step === 'left' && edge.to === from) return [edge.from]
    return step === 'right' && edge.from === from ? [edge.to] : []
  })
  const column = [...places].flatMap(([id, { x, y }]) => {
    if (id === from || Math.abs(x - here.x) > box.width / 2) return []
    return (step === 'up' && y < here.y) || (step === 'down' && y > here.y) ? [id] : []
  })
  const far = (id: string) => Math.abs((places.get(id)?.y ?? 0) - here.y)
  return [...linked, ...column].toSorted((a, b) => far(a) - far(b))[0]
}
