import { type Edge as FlowEdge, type Node as FlowNode, Position } from '@xyflow/react'
import { cardHeight, cardWidth, portSize, portY } from '../geometry.ts'
import type { Card, PortView, Wire } from '../scene.ts'

export type CardNode = FlowNode<{ card: Card }, 'card'>
export type WireEdge = FlowEdge<{ wire: Wire }, 'wire'>

export interface Picked {
  nodes: ReadonlySet<string>
  edges: ReadonlySet<string>
}

interface Places {
  [id: string]: { x: number; y: number } | undefined
}

/** Nodes for React Flow. One that shows nothing new is the very object it was: that is what makes dragging cheap. */
export function toFlowNodes(
  before: readonly CardNode[],
  cards: ReadonlyMap<string, Card>,
  places: Places,
  picked: Picked,
): CardNode[] {
  const known = new Map(before.map((node) => [node.id, node]))
  const nodes = [...cards].map(([id, card]): CardNode => {
    const former = known.get(id)
    const { x, y } = places[id] ?? { x: 0, y: 0 }
    const selected = picked.nodes.has(id)
    const same = former && sameFields(former.data.card, card)
    if (same && former.position.x === x && former.position.y === y && former.selected === selected) return former
    const data = same ? former.data : { card }
    const handles = same ? former.handles : handlesOf(card)
    return {
      id,
      type: 'card',
      position: { x, y },
      data,
      selected,
      width: cardWidth,
      height: cardHeight,
      measured: { width: cardWidth, height: cardHeight },
      ...(handles && { handles }),
      ariaLabel: same && former.ariaLabel ? former.ariaLabel : spoken(card),
    }
  })
  return sameItems(before, nodes) ? (before as CardNode[]) : nodes
}

export function toFlowEdges(before: readonly WireEdge[], wires: ReadonlyMap<string, Wire>, picked: Picked): WireEdge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]))
  const edges = [...wires].map(([id, wire]): WireEdge => {
    const former = known.get(id)
    const selected = picked.edges.has(id)
    const same = former && sameFields(former.data?.wire, wire)
    if (same && former.selected === selected) return former
    const { from, to } = wire.edge
    return {
      id,
      type: 'wire',
      source: from.node,
      sourceHandle: from.port,
      target: to.node,
      targetHandle: to.port,
      data: same && former.data ? former.data : { wire },
      selected,
      ariaLabel: `${from.node}.${from.port} → ${to.node}.${to.port}`,
    }
  })
  return sameItems(before, edges) ? (before as WireEdge[]) : edges
}

const handlesOf = ({ inputs, outputs }: Card): CardNode['handles'] => [
  ...sideHandles(inputs, 'target', Position.Left, -portSize / 2),
  ...sideHandles(outputs, 'source', Position.Right, cardWidth - portSize / 2),
]

const sideHandles = (ports: readonly PortView[], type: 'source' | 'target', position: Position, x: number) =>
  ports.map(({ name }, index) => ({
    id: name,
    type,
    position,
    x,
    y: portY(index, ports.length) - portSize / 2,
    width: portSize,
    height: portSize,
  }))

const spoken = ({ title, subtitle, problem, summary, step }: Card): string =>
  [title, subtitle, problem ?? summary, step?.status].filter(Boolean).join(', ')

const sameItems = (a: readonly unknown[], b: readonly unknown[]) =>
  a.length === b.length && a.every((item, index) => item === b[index])

/** Whether two things show the same. A wire's ends are its id, so they need no look. */
function sameFields<T extends object>(a: T | undefined, b: T): boolean {
  return a !== undefined && (Object.keys(b) as (keyof T)[]).every((key) => a[key] === b[key] || key === 'edge')
}
