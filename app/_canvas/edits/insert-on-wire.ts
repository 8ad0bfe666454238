import { refusal, type Wiring } from '#pipeline/check.ts'
import { addNode, applyEdit, type Edit, remove } from '#pipeline/edit.ts'
import { portsOf } from '#pipeline/ports-of.ts'
import { type Edge, edgeId, type Spec, type SpecNode } from '#pipeline/spec.ts'
import { combine } from '../document/combine.ts'
import { makeRoom } from './make-room.ts'

/** Puts a node into a wire, through its first ports that fit, and makes room for it. `node` is given when it is new. Undefined where it does not fit. */
export function insertOnWire(
  spec: Spec,
  wiring: Wiring,
  wireId: string,
  id: string,
  node?: SpecNode,
): Edit | undefined {
  const wire = spec.edges[wireId]
  const inserted = node ?? spec.nodes[id]
  const kind = wiring.get(inserted?.kind ?? '')
  const ports = kind && inserted && portsOf(kind, inserted.params)
  if (!wire || !ports || wire.from.node === id || wire.to.node === id) return undefined
  const cut = remove(spec, [], [wireId])
  const opened = node ? combine(addNode(id, node), cut) : cut
  const without = applyEdit(spec, opened)
  for (const input of Object.keys(ports.inputs)) {
    const before: Edge = { from: wire.from, to: { node: id, port: input } }
    if (refusal(without, wiring, before)) continue
    const halfway = { ...without, edges: { ...without.edges, [edgeId(before)]: before } }
    for (const output of Object.keys(ports.outputs)) {
      const after: Edge = { from: { node: id, port: output }, to: wire.to }
      if (refusal(halfway, wiring, after)) continue
      const edges = { [edgeId(before)]: [undefined, before], [edgeId(after)]: [undefined, after] } as const
      const wired = combine(opened, { label: `insert ${id} into a wire`, edges })
      return combine(wired, makeRoom(applyEdit(spec, wired), wire, id), wired.label)
    }
  }
  return undefined
}
