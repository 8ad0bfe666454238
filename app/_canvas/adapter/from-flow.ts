import type { Connection, EdgeChange, NodeChange } from '@xyflow/react'
import type { Edge } from '#pipeline/spec.ts'
import type { CardNode, Picked, WireEdge } from './to-flow.ts'

type Places = Record<string, { x: number; y: number }>

export interface Told {
  /** Where nodes are while they are dragged. */
  dragged: Places
  /** Where nodes were put down, or moved to by arrow keys. */
  dropped: Places
  /** Absent when nothing about the selection changed. */
  picked?: Picked
}

/** What React Flow's changes to nodes mean here. */
export function fromNodeChanges(changes: readonly NodeChange<CardNode>[], picked: Picked): Told {
  const told: Told = { dragged: {}, dropped: {} }
  const nodes = new Set(picked.nodes)
  for (const change of changes) {
    if (change.type === 'position' && change.position) {
      const place = { x: Math.round(change.position.x), y: Math.round(change.position.y) }
      if (change.dragging) told.dragged[change.id] = place
      else told.dropped[change.id] = place
    }
    if (change.type === 'select') toggle(nodes, change.id, change.selected)
  }
  return sameSet(nodes, picked.nodes) ? told : { ...told, picked: { ...picked, nodes } }
}

export function fromEdgeChanges(changes: readonly EdgeChange<WireEdge>[], picked: Picked): Picked | undefined {
  const edges = new Set(picked.edges)
  for (const change of changes) if (change.type === 'select') toggle(edges, change.id, change.selected)
  return sameSet(edges, picked.edges) ? undefined : { ...picked, edges }
}

/** The wire that a connection would be. */
export const fromConnection = (connection: Connection | WireEdge): Edge => ({
  from: { node: connection.source, port: connection.sourceHandle ?? '' },
  to: { node: connection.target, port: connection.targetHandle ?? '' },
})

const toggle = (set: Set<string>, id: string, isIn: boolean) => (isIn ? set.add(id) : set.delete(id))

const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>) => a.size === b.size && [...a].every((id) => b.has(id))

interface End {
  nodeId: string
  id?: string | null
  type: 'source' | 'target'
}

/** The wire between two handles, whichever of them it was drawn from. */
export function connectionEnds(a: End, b: End): Edge {
  const [source, target] = a.type === 'source' ? [a, b] : [b, a]
  return { from: { node: source.nodeId, port: source.id ?? '' }, to: { node: target.nodeId, port: target.id ?? '' } }
}
