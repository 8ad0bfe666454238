import type { Spec } from '#pipeline/spec.ts'
import { freePlace } from '../edits/add.ts'
import { layout, shapeOf } from './layout.ts'

/** The same with a place for every node: those that were never put anywhere lie where a layout puts them, on no other. */
export function placed<S extends Pick<Spec, 'nodes' | 'edges'>>(spec: S): S {
  const ids = Object.keys(spec.nodes)
  const missing = ids.filter((id) => !spec.nodes[id]?.position)
  if (missing.length === 0) return spec
  const places = layout(shapeOf(spec))
  const nodes = { ...spec.nodes }
  for (const id of missing) {
    const [node, place] = [nodes[id], places[id]]
    if (!node || !place) continue
    nodes[id] = { ...node, position: missing.length === ids.length ? place : freePlace({ nodes }, place) }
  }
  return { ...spec, nodes }
}
