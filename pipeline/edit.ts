import { canonical } from './canonical.ts'
import { Fault } from './fault.ts'
import { type Edge, edgeId, type Spec, type SpecNode } from './spec.ts'

/** `[before, after]`; undefined where the thing was or is absent. */
type Change<T> = readonly [before: T | undefined, after: T | undefined]

/** A step of work on a pipeline: everything it changes, before and after. Turning it round undoes it. */
export interface Edit {
  /** What the user did, for the undo menu: `move 3 nodes`. */
  label: string
  nodes?: Record<string, Change<SpecNode>>
  edges?: Record<string, Change<Edge>>
  details?: Change<Pick<Spec, 'name' | 'description' | 'parameters'>>
}

/** Faults: CONFLICT when the spec is not what the edit was made from. */
export function applyEdit(spec: Spec, edit: Edit): Spec {
  return {
    ...spec,
    ...(edit.details && replaced(detailsOf(spec), edit.details, 'details')),
    nodes: changed(spec.nodes, edit.nodes),
    edges: changed(spec.edges, edit.edges),
  }
}

export function invert(edit: Edit): Edit {
  return {
    label: edit.label,
    ...(edit.nodes && { nodes: turned(edit.nodes) }),
    ...(edit.edges && { edges: turned(edit.edges) }),
    ...(edit.details && { details: [edit.details[1], edit.details[0]] as const }),
  }
}

const turned = <T>(changes: Record<string, Change<T>>): Record<string, Change<T>> =>
  Object.fromEntries(Object.entries(changes).map(([id, [before, after]]) => [id, [after, before]]))

export const detailsOf = ({ name, description, parameters }: Spec) => ({ name, description, parameters })

function changed<T>(things: Record<string, T>, changes: Record<string, Change<T>> | undefined): Record<string, T> {
  if (!changes) return things
  const next = { ...things }
  for (const [id, change] of Object.entries(changes)) {
    const after = replaced(things[id], change, id)
    if (after === undefined) delete next[id]
    else next[id] = after
  }
  return next
}

function replaced<T>(current: T | undefined, [before, after]: Change<T>, what: string): T | undefined {
  if (current !== before && canonical(current ?? null) !== canonical(before ?? null))
    throw new Fault('CONFLICT', `changed in the meantime: ${what}`, { hint: 'look at the newest state and try again' })
  return after
}

export const addNode = (id: string, node: SpecNode): Edit => ({
  label: `add ${id}`,
  nodes: { [id]: [undefined, node] },
})

export const connect = (edge: Edge): Edit => ({ label: 'connect', edges: { [edgeId(edge)]: [undefined, edge] } })

export const changeNode = (spec: Spec, id: string, change: Partial<SpecNode>, label = `change ${id}`): Edit => {
  const before = spec.nodes[id]
  if (!before) throw new Fault('NOT_FOUND', `no such node: ${id}`)
  return { label, nodes: { [id]: [before, { ...before, ...change }] } }
}

/** Removes nodes and edges, and the edges that hang on the nodes. */
export function remove(spec: Spec, nodes: readonly string[], edges: readonly string[] = []): Edit {
  const gone = new Set(nodes)
  const hanging = Object.entries(spec.edges).filter(
    ([id, { from, to }]) => edges.includes(id) || gone.has(from.node) || gone.has(to.node),
  )
  return {
    label: nodes.length ? `delete ${nodes.length === 1 ? nodes[0] : `${nodes.length} nodes`}` : 'disconnect',
    nodes: Object.fromEntries(
      nodes.flatMap((id) => (spec.nodes[id] ? [[id, [spec.nodes[id], undefined] as const]] : [])),
    ),
    edges: Object.fromEntries(hanging.map(([id, edge]) => [id, [edge, undefined] as const])),
  }
}

export const move = (spec: Spec, positions: Record<string, { x: number; y: number }>, label?: string): Edit => ({
  label: label ?? `move ${Object.keys(positions).length} nodes`,
  nodes: Object.fromEntries(
    Object.entries(positions).flatMap(([id, position]) => {
      const before = spec.nodes[id]
      return before ? [[id, [before, { ...before, position }] as const]] : []
    }),
  ),
})

/** Inserts a copied part of a pipeline under fresh ids, shifted by `offset` pixels; edges from outside the part are dropped. */
export function paste(spec: Spec, part: Pick<Spec, 'nodes' | 'edges'>, offset = { x: 40, y: 40 }): Edit {
  const taken = new Set(Object.keys(spec.nodes))
  const renamed = new Map(Object.keys(part.nodes).map((id) => [id, freshId(id, taken)]))
  const nodes = Object.entries(part.nodes).map(([id, node]) => {
    const position = node.position && { x: node.position.x + offset.x, y: node.position.y + offset.y }
    return [renamed.get(id) as string, [undefined, { ...node, ...(position && { position }) }]] as const
  })
  const edges = Object.values(part.edges).flatMap(({ from, to }) => {
    const [source, target] = [renamed.get(from.node), renamed.get(to.node)]
    if (!source || !target) return []
    const edge: Edge = { from: { ...from, node: source }, to: { ...to, node: target } }
    return [[edgeId(edge), [undefined, edge]] as const]
  })
  return { label: `paste ${nodes.length} nodes`, nodes: Object.fromEntries(nodes), edges: Object.fromEntries(edges) }
}

/** `wanted`, or `wanted-2`, `wanted-3`, …: the first that is free. Marks it as taken. */
export function freshId(wanted: string, taken: Set<string>): string {
  const stem = wanted.replace(/-\d+$/, '')
  let id = taken.has(wanted) ? '' : wanted
  for (let number = 2; !id; number++) if (!taken.has(`${stem}-${number}`)) id = `${stem}-${number}`
  taken.add(id)
  return id
}
