import { Document, isSeq, parseDocument } from 'yaml'
import { Fault } from './fault.ts'
import { order } from './graph.ts'
import { type Edge, edgeId, parseSpec, type Spec, type SpecNode } from './spec.ts'

/**
 * The canonical text of a pipeline: nodes in the order in which data flows, wires written at the input they end in
 * (`inputs: { rows: filter.rows }`), positions as `at: [x, y]`. Equal specs give equal bytes.
 */
export function toYaml(spec: Spec): string {
  const { sorted } = order(spec)
  const ids = [
    ...sorted,
    ...Object.keys(spec.nodes)
      .filter((id) => !sorted.includes(id))
      .sort(),
  ]
  const document = new Document(
    {
      espalier: spec.espalier,
      name: spec.name,
      ...(spec.description && { description: spec.description }),
      ...(Object.keys(spec.parameters).length > 0 && { parameters: sortedKeys(spec.parameters) }),
      nodes: Object.fromEntries(
        ids.flatMap((id) => (spec.nodes[id] ? [[id, nodeText(spec, id, spec.nodes[id])]] : [])),
      ),
    },
    { aliasDuplicateObjects: false },
  )
  for (const id of ids) {
    const at = document.getIn(['nodes', id, 'at'], true)
    if (isSeq(at)) at.flow = true
  }
  return document.toString({ lineWidth: 100 })
}

function nodeText(spec: Spec, id: string, { kind, name, params, position, notes }: SpecNode) {
  const inputs = new Map<string, string[]>()
  for (const { from, to } of Object.values(spec.edges))
    if (to.node === id) inputs.set(to.port, [...(inputs.get(to.port) ?? []), `${from.node}.${from.port}`].sort())
  const wires = Object.fromEntries(
    [...inputs].map(([port, sources]) => [port, sources.length === 1 ? sources[0] : sources]),
  )
  return {
    kind,
    ...(name !== undefined && { name }),
    ...(inputs.size > 0 && { inputs: sortedKeys(wires) }),
    ...(Object.keys(params).length > 0 && { params: sortedKeys(params) }),
    ...(position && { at: [position.x, position.y] }),
    ...(notes !== undefined && { notes }),
  }
}

const sortedKeys = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(
    Object.entries(record)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, deepSorted(value)]),
  )

function deepSorted<T>(value: T): T {
  if (Array.isArray(value)) return value.map(deepSorted) as T
  return value && typeof value === 'object' ? (sortedKeys(value as Record<string, unknown>) as T) : value
}

interface NodeText {
  kind?: unknown
  name?: unknown
  inputs?: Record<string, unknown>
  params?: unknown
  at?: unknown
  notes?: unknown
}

/** Faults: INVALID_INPUT with the line, or the node and place. */
export function fromYaml(text: string): Spec {
  const document = parseDocument(text, { prettyErrors: true })
  const [error] = document.errors
  if (error)
    throw new Fault('INVALID_INPUT', `not YAML: ${error.message.split('\n')[0]?.replace(/[:\s]+$/, '')}`, {
      ...(error.linePos && { at: { row: error.linePos[0].line } }),
    })
  const plain: unknown = document.toJS({ maxAliasCount: 100 })
  if (!isRecord(plain)) throw new Fault('INVALID_INPUT', 'not a pipeline: the document is not a mapping')
  const { nodes = {}, ...rest } = plain
  if (!isRecord(nodes)) throw new Fault('INVALID_INPUT', 'not a pipeline: nodes is not a mapping')
  const texts = Object.entries(nodes).map(([id, node]) => [id, readNode(id, node)] as const)
  return parseSpec({
    ...rest,
    nodes: Object.fromEntries(
      texts.map(([id, { inputs: _, at, ...node }]) => [
        id,
        { ...node, ...(at !== undefined && { position: readPosition(id, at) }) },
      ]),
    ),
    edges: edgesOf(texts),
  })
}

function edgesOf(texts: readonly (readonly [string, NodeText])[]): Record<string, Edge> {
  const edges: Record<string, Edge> = {}
  for (const [id, edge] of texts.flatMap(([node, { inputs = {} }]) => readEdges(node, inputs))) {
    const { from, to } = edge
    if (edges[id])
      throw new Fault('INVALID_INPUT', `the same wire twice: ${from.node}.${from.port}`, {
        at: to,
        hint: 'take one of them out',
      })
    edges[id] = edge
  }
  return edges
}

function readNode(id: string, node: unknown): NodeText {
  const known = ['kind', 'name', 'inputs', 'params', 'at', 'notes']
  if (!isRecord(node)) throw new Fault('INVALID_INPUT', `not a node: ${id}`, { at: { node: id } })
  const stray = Object.keys(node).find((key) => !known.includes(key))
  if (stray)
    throw new Fault('INVALID_INPUT', `unknown field of a node: ${stray}`, {
      at: { node: id },
      hint: `fields of a node: ${known.join(', ')}`,
    })
  if (node.inputs !== undefined && !isRecord(node.inputs))
    throw new Fault('INVALID_INPUT', `inputs is not a mapping: ${id}`, { at: { node: id } })
  return node
}

function readPosition(id: string, at: unknown) {
  if (Array.isArray(at) && at.length === 2) return { x: at[0] as unknown, y: at[1] as unknown }
  throw new Fault('INVALID_INPUT', `at is not [x, y]: ${id}`, { at: { node: id } })
}

function readEdges(node: string, inputs: Record<string, unknown>) {
  return Object.entries(inputs).flatMap(([port, sources]) =>
    [sources].flat().map((source) => {
      const match = typeof source === 'string' && /^([^.]+)\.([^.]+)$/.exec(source)
      if (!match)
        throw new Fault('INVALID_INPUT', `not a wire: ${String(source)}`, {
          at: { node, port },
          hint: 'write NODE.PORT',
        })
      const edge = { from: { node: match[1] as string, port: match[2] as string }, to: { node, port } }
      return [edgeId(edge), edge] as const
    }),
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
