import { refusal } from '#pipeline/check.ts'
import { addNode, applyEdit, connect, type Edit, freshId } from '#pipeline/edit.ts'
import type { PortRef, Spec, SpecNode } from '#pipeline/spec.ts'
import { type CatalogueEntry, type Entries, idOfKind, wiringOf } from '../catalogue.ts'
import { combine } from '../document/combine.ts'
import { cardHeight, cardWidth } from '../geometry.ts'

export interface Place {
  x: number
  y: number
}

/** A new node of a kind, at the place or the first free one below it. */
export function addAt(spec: Spec, entry: CatalogueEntry, place: Place): { id: string; node: SpecNode; edit: Edit } {
  const id = freshId(idOfKind(entry.kind), new Set(Object.keys(spec.nodes)))
  const node: SpecNode = { kind: entry.kind, params: {}, position: freePlace(spec, place) }
  return { id, node, edit: { ...addNode(id, node), label: `add ${entry.title.toLowerCase()}` } }
}

/** A new node to the right of an output, fed by it through the first input that fits. */
export function addNext(spec: Spec, entries: Entries, from: PortRef, entry: CatalogueEntry, place?: Place) {
  const origin = spec.nodes[from.node]?.position ?? { x: 0, y: 0 }
  const added = addAt(spec, entry, place ?? { x: origin.x + cardWidth + 72, y: origin.y })
  const next = applyEdit(spec, added.edit)
  const port = Object.keys(entry.inputs).find(
    (input) => !refusal(next, wiringOf(entries), { from, to: { node: added.id, port: input } }),
  )
  if (!port) return added
  return { ...added, edit: combine(added.edit, connect({ from, to: { node: added.id, port } }), added.edit.label) }
}

/** A new node to the left of an input, feeding it. */
export function addBefore(spec: Spec, entries: Entries, to: PortRef, entry: CatalogueEntry, place?: Place) {
  const origin = spec.nodes[to.node]?.position ?? { x: 0, y: 0 }
  const added = addAt(spec, entry, place ?? { x: origin.x - cardWidth - 72, y: origin.y })
  const next = applyEdit(spec, added.edit)
  const port = Object.keys(entry.outputs).find(
    (output) => !refusal(next, wiringOf(entries), { from: { node: added.id, port: output }, to }),
  )
  if (!port) return added
  return { ...added, edit: combine(added.edit, connect({ from: { node: added.id, port }, to }), added.edit.label) }
}

/** The first place at or below `wanted` where no node lies. */
export function freePlace(spec: Pick<Spec, 'nodes'>, wanted: Place): Place {
  const taken = Object.values(spec.nodes).flatMap(({ position }) => (position ? [position] : []))
  const place = { x: Math.round(wanted.x), y: Math.round(wanted.y) }
  const covered = () =>
    taken.some(({ x, y }) => Math.abs(x - place.x) < cardWidth + 8 && Math.abs(y - place.y) < cardHeight + 8)
  while (covered()) place.y += 24
  return place
}
