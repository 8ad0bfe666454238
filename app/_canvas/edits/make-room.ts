import { type Edit, move } from '#pipeline/edit.ts'
import { downstream } from '#pipeline/graph.ts'
import type { Edge, Spec } from '#pipeline/spec.ts'
import { cardWidth } from '../geometry.ts'

const gap = 56

/** Puts a node between the two ends of the wire it went into, and moves what follows to the right where it is too close. */
export function makeRoom(spec: Spec, { from, to }: Edge, id: string): Edit {
  const [a, b] = [spec.nodes[from.node]?.position, spec.nodes[to.node]?.position]
  if (!a || !b || b.x <= a.x) return { label: '' }
  const place = { x: a.x + cardWidth + gap, y: Math.round((a.y + b.y) / 2) }
  const missing = Math.max(0, place.x + cardWidth + gap - b.x)
  if (missing === 0) return move(spec, { [id]: { x: Math.round((a.x + b.x) / 2), y: place.y } })
  const shifted = [...downstream(spec, to.node)].flatMap((node) => {
    const position = spec.nodes[node]?.position
    return position && position.x >= b.x ? [[node, { x: position.x + missing, y: position.y }] as const] : []
  })
  return move(spec, { ...Object.fromEntries(shifted), [id]: place })
}
