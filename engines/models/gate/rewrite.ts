import type { Signature } from '#pipeline/ports/model.ts'
import { type Field, fieldsOf, textOf } from '../onnx/fields.ts'
import type { Graph } from '../onnx/read.ts'
import { bytes as bytesField, integer, joined, message, text } from '../onnx/write.ts'
import { back } from './back.ts'
import { front, type Parts } from './front.ts'
import { zipMaps } from './origin.ts'
import type { InputPlan, OutputPlan } from './plan.ts'
import { renaming } from './rename.ts'

export interface Rewritten {
  bytes: Uint8Array
  outputs: Signature['outputs']
}

/** No tensor of a file has a name with this noncharacter but one that went through here before; it is given another. */
const mark = '\uffff'

/** The same graph between our own front and back, without what it says of itself. Numbers of fields: onnx/onnx.proto. */
export function rewrite(bytes: Uint8Array, graph: Graph, inputs: readonly InputPlan[], output: OutputPlan): Rewritten {
  const columns = inputs.flatMap((input) =>
    input.kind === 'columns' ? input.columns.map(({ name }) => name) : [input.input.name],
  )
  const unlike = (name: string) => {
    let free = name
    while (columns.some((column) => column.startsWith(free))) free += '_'
    return free
  }
  const taken = new Set([...columns, ...['label', 'probabilities', 'prediction'].map(unlike)])
  const all = new Set(tensorNames(graph))
  const free = (name: string): string => (all.has(name) ? free(`file${mark}${name}`) : name)
  const names = new Map(
    [...all]
      .filter((name) => taken.has(name) || name.startsWith('espalier'))
      .map((name) => [name, free(`file${mark}${name}`)]),
  )
  const named = (name: string) => names.get(name) ?? name

  let made = 0
  const start: Parts = { nodes: [], constants: [], fresh: () => `espalier${mark}${++made}` }
  const end: Parts = { ...start, nodes: [] }
  const inputFields = front(start, inputs, named)
  const { fields, names: outputs } = back(end, output, named, unlike)
  const own = ownFields(bytes, graph, names)
  return {
    outputs,
    bytes: wrapped(bytes, [
      ...start.nodes,
      ...own.nodes,
      ...end.nodes,
      text(2, 'espalier'),
      ...own.constants,
      ...start.constants,
      ...inputFields,
      ...fields,
    ]),
  }
}

/** The file's own graph, answering what its dictionaries are made of in their place. */
export function withoutZipMaps(bytes: Uint8Array, graph: Graph): Uint8Array {
  const zipped = zipMaps(graph)
  if (zipped.length === 0) return bytes
  const { nodes, constants, others } = ownFields(bytes, graph, new Map())
  const kept = others.filter(({ number }) => number !== 12).map(({ raw }) => raw)
  const outputs = graph.outputs.map(({ name }) => text(1, zipped.find(({ output }) => output === name)?.scores ?? name))
  return wrapped(bytes, [...nodes, ...constants, ...kept, ...outputs.map((name) => bytesField(12, name))])
}

function ownFields(bytes: Uint8Array, graph: Graph, names: ReadonlyMap<string, string>) {
  const fields = fieldsOf(graphOf(bytes))
  const change = renaming(names)
  const dropped = new Set(zipMaps(graph).map(({ node }) => node.raw.byteOffset))
  const of = (number: number, how: (value: Uint8Array) => Uint8Array) =>
    fields
      .filter((field) => field.number === number && !dropped.has(field.raw.byteOffset))
      .map(({ value, raw }) => (names.size === 0 ? raw : bytesField(number, how(value as Uint8Array))))
  return {
    nodes: of(1, change.node),
    constants: [...of(5, change.tensor), ...of(15, change.sparse)],
    others: fields.filter(({ number }) => ![1, 5, 15].includes(number)),
  }
}

const graphOf = (bytes: Uint8Array) => fieldsOf(bytes).findLast(({ number }) => number === 7)?.value as Uint8Array

/** The versions of the format and of the operators stay; who made it, and what for, goes. */
function wrapped(bytes: Uint8Array, graph: readonly Uint8Array[]): Uint8Array {
  const kept: Field[] = fieldsOf(bytes).filter(({ number }) => number === 1 || number === 8)
  const domainOf = ({ value }: Field) => textOf(fieldsOf(value as Uint8Array).find(({ number }) => number === 1)?.value)
  const standard = kept.some((field) => field.number === 8 && ['', 'ai.onnx'].includes(domainOf(field)))
  const opset = standard ? [] : [message(8, [text(1, ''), integer(2, 13)])]
  return joined([...kept.map(({ raw }) => raw), ...opset, message(7, graph)])
}

function* tensorNames({ nodes, constants, inputs }: Graph): Generator<string> {
  for (const { name } of [...constants, ...inputs]) yield name
  for (const { inputs, outputs, attributes } of nodes) {
    yield* inputs
    yield* outputs
    for (const { graphs } of attributes) for (const graph of graphs) yield* tensorNames(graph)
  }
}
