import { type Edit, paste } from '#pipeline/edit.ts'
import { emptySpec, parseSpec, type Spec } from '#pipeline/spec.ts'
import { fromYaml, toYaml } from '#pipeline/yaml.ts'
import { cardHeight, cardWidth } from '../geometry.ts'
import { placed } from '../layout/placed.ts'

export type Part = Pick<Spec, 'nodes' | 'edges'>

interface Place {
  x: number
  y: number
}

const placesOf = ({ nodes }: Part): Place[] =>
  Object.values(nodes).flatMap(({ position }) => (position ? [position] : []))

/** The given nodes and the wires among them. */
export function partOf(spec: Spec, ids: readonly string[]): Part {
  const kept = new Set(ids)
  return {
    nodes: Object.fromEntries(Object.entries(spec.nodes).filter(([id]) => kept.has(id))),
    edges: Object.fromEntries(
      Object.entries(spec.edges).filter(([, { from, to }]) => kept.has(from.node) && kept.has(to.node)),
    ),
  }
}

/** The text that other pipelines, other tabs and people can read. */
export const copyText = (spec: Spec, ids: readonly string[]): string =>
  toYaml({ ...emptySpec(spec.name), ...partOf(spec, ids) })

/** What a pasted text brings, if it is a pipeline or a part of one, as YAML or JSON. */
export function readPart(text: string): Part | undefined {
  if (!text.includes('espalier')) return undefined
  try {
    return placed(text.trimStart().startsWith('{') ? parseSpec(JSON.parse(text)) : fromYaml(text))
  } catch {
    return undefined
  }
}

/** Pastes so that the part's upper left corner lies at `at`, or a little beside the original. */
export function pasteAt(spec: Spec, part: Part, at?: { x: number; y: number }): Edit {
  const places = placesOf(part)
  if (!at || places.length === 0) return paste(spec, part)
  const corner = { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) }
  return paste(spec, part, { x: Math.round(at.x - corner.x), y: Math.round(at.y - corner.y) })
}

/** The least way down at which a part, put beside itself, lies on no other node. */
export function freeBelow(spec: Spec, part: Part): { x: number; y: number } {
  const taken = placesOf(spec)
  const wanted = placesOf(part)
  const lies = (a: Place, b: Place) => Math.abs(a.x - b.x) < cardWidth && Math.abs(a.y - b.y) < cardHeight + 12
  let y = 0
  do y += 24
  while (wanted.some((place) => taken.some((other) => lies({ x: place.x, y: place.y + y }, other))))
  return { x: 0, y }
}

/** Ids of the nodes that an edit brings into being. */
export const addedBy = ({ nodes = {} }: Edit): string[] =>
  Object.entries(nodes).flatMap(([id, [before, after]]) => (!before && after ? [id] : []))
