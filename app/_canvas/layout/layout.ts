import dagre from '@dagrejs/dagre'
import { order } from '#pipeline/graph.ts'
import type { Edge } from '#pipeline/spec.ts'
import { cardHeight, cardWidth } from '../geometry.ts'
import { fold } from './fold.ts'

export interface Shape {
  /** Node ids in the order in which they are laid out. */
  nodes: string[]
  edges: [from: string, to: string][]
}

/** All that a layout depends on: equal shapes are laid out alike. */
export function shapeOf(spec: { nodes: Record<string, unknown>; edges: Record<string, Edge> }): Shape {
  const { sorted } = order(spec as Parameters<typeof order>[0])
  const known = new Set(sorted)
  const rest = Object.keys(spec.nodes).filter((id) => !known.has(id))
  const edges = Object.values(spec.edges)
    .filter(({ from, to }) => spec.nodes[from.node] && spec.nodes[to.node] && from.node !== to.node)
    .map(({ from, to }): [string, string] => [from.node, to.node])
  return { nodes: [...sorted, ...rest.toSorted()], edges }
}

/** Upper left corners, left to right along the wires; long chains in rows. */
export function layout({ nodes, edges }: Shape): Record<string, { x: number; y: number }> {
  const graph = new dagre.graphlib.Graph()
  // Dagre's default ranker takes a minute on dense graphs of 2,000 nodes.
  graph.setGraph({ rankdir: 'LR', ranker: 'tight-tree', nodesep: 36, ranksep: 64, marginx: 0, marginy: 0 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const id of nodes) graph.setNode(id, { width: cardWidth, height: cardHeight })
  for (const [from, to] of edges) graph.setEdge(from, to)
  dagre.layout(graph)
  const places = Object.fromEntries(
    nodes.map((id) => {
      const { x, y } = graph.node(id) as { x: number; y: number }
      return [id, { x: onGrid(x - cardWidth / 2), y: onGrid(y - cardHeight / 2) }]
    }),
  )
  return fold(places, edges)
}

// Cards that dagre puts half a pixel apart are meant to stand in one line.
const onGrid = (length: number) => Math.round(length / 4) * 4
