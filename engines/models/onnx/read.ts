import { type Element, elementOf } from './elements.ts'
import { type Field, fieldsOf, integersOf, textOf } from './fields.ts'

/** Numbers of fields: onnx/onnx.proto of the ONNX project. */
export interface Attribute {
  name: string
  integers: number[]
  texts: string[]
  graphs: Graph[]
}

export interface Node {
  operator: string
  domain: string
  inputs: string[]
  outputs: string[]
  attributes: Attribute[]
  raw: Uint8Array
}

/** A dimension is a number, or the name of one that is open; null when nothing is said. */
export type Dimension = number | string | null

export interface Value {
  name: string
  kind: 'tensor' | 'sequence' | 'map' | 'other'
  element: Element | undefined
  shape: Dimension[] | undefined
}

export interface Constant {
  name: string
  elementNumber: number
  dimensions: number[]
  raw: Uint8Array
}

export interface Graph {
  nodes: Node[]
  inputs: Value[]
  outputs: Value[]
  constants: Constant[]
}

export interface Model {
  irVersion: number
  producer: string
  doc: string
  opsets: Record<string, number>
  metadata: Record<string, string>
  graph: Graph
}

const all = (bytes: Uint8Array): Field[] => fieldsOf(bytes)
const messages = (fields: readonly Field[], number: number): Field[] =>
  fields.filter((field) => field.number === number && field.value instanceof Uint8Array)
const bytesOf = ({ value }: Field) => value as Uint8Array
const one = (fields: readonly Field[], number: number) => fields.findLast((field) => field.number === number)?.value
const textAt = (fields: readonly Field[], number: number) => textOf(one(fields, number))
const textsAt = (fields: readonly Field[], number: number) => messages(fields, number).map(({ value }) => textOf(value))

/** An ONNX file as far as we must know it. Throws a RangeError for what is no protobuf. */
export function readModel(bytes: Uint8Array): Model {
  const fields = all(bytes)
  const graph = one(fields, 7)
  const pairs = (number: number) => messages(fields, number).map((field) => all(bytesOf(field)))
  return {
    irVersion: Number(one(fields, 1) ?? 0),
    producer: [textAt(fields, 2), textAt(fields, 3)].filter(Boolean).join(' '),
    doc: textAt(fields, 6),
    opsets: Object.fromEntries(pairs(8).map((pair) => [textAt(pair, 1), Number(one(pair, 2) ?? 0)])),
    metadata: Object.fromEntries(pairs(14).map((pair) => [textAt(pair, 1), textAt(pair, 2)])),
    graph: readGraph(graph instanceof Uint8Array ? graph : new Uint8Array()),
  }
}

export function readGraph(bytes: Uint8Array): Graph {
  const fields = all(bytes)
  return {
    nodes: messages(fields, 1).map(({ value, raw }) => ({ ...readNode(value as Uint8Array), raw })),
    inputs: messages(fields, 11).map((field) => readValue(bytesOf(field))),
    outputs: messages(fields, 12).map((field) => readValue(bytesOf(field))),
    constants: [
      ...messages(fields, 5).map(({ value, raw }) => ({ ...readTensor(value as Uint8Array), raw })),
      ...messages(fields, 15).map((field) => readSparse(field)),
    ],
  }
}

function readNode(bytes: Uint8Array): Omit<Node, 'raw'> {
  const fields = all(bytes)
  return {
    operator: textAt(fields, 4),
    domain: textAt(fields, 7),
    inputs: textsAt(fields, 1),
    outputs: textsAt(fields, 2),
    attributes: messages(fields, 5).map((field) => readAttribute(bytesOf(field))),
  }
}

/** Lists are kept only where they name classes: those of a large forest have millions of numbers that nobody asks for. */
function readAttribute(bytes: Uint8Array): Attribute {
  const name = textAt(fieldsOf(bytes, 1), 1)
  const fields = fieldsOf(bytes, 6, 11, ...(name.startsWith('classlabels_') ? [8, 9] : []))
  return {
    name,
    integers: integersOf(fields, 8),
    texts: textsAt(fields, 9),
    graphs: [...messages(fields, 6), ...messages(fields, 11)].map((field) => readGraph(bytesOf(field))),
  }
}

export function readTensor(bytes: Uint8Array): Omit<Constant, 'raw'> {
  const fields = all(bytes)
  return {
    name: textAt(fields, 8),
    elementNumber: Number(one(fields, 2) ?? 0),
    dimensions: integersOf(fields, 1),
  }
}

function readSparse({ value, raw }: Field): Constant {
  const fields = all(value as Uint8Array)
  const values = one(fields, 1)
  const { name, elementNumber } = readTensor(values instanceof Uint8Array ? values : new Uint8Array())
  return { name, elementNumber, dimensions: integersOf(fields, 3), raw }
}

function readValue(bytes: Uint8Array): Value {
  const fields = all(bytes)
  const type = one(fields, 2)
  const [kindField] = type instanceof Uint8Array ? all(type).filter(({ number }) => number !== 6) : []
  const name = textAt(fields, 1)
  const kind =
    kindField?.number === 1
      ? 'tensor'
      : kindField?.number === 4
        ? 'sequence'
        : kindField?.number === 5
          ? 'map'
          : 'other'
  if (kind !== 'tensor' || !(kindField?.value instanceof Uint8Array))
    return { name, kind, element: undefined, shape: undefined }
  const tensor = all(kindField.value)
  const shape = one(tensor, 2)
  return {
    name,
    kind,
    element: elementOf(Number(one(tensor, 1) ?? 0)),
    shape:
      shape instanceof Uint8Array ? messages(all(shape), 1).map((field) => readDimension(bytesOf(field))) : undefined,
  }
}

function readDimension(bytes: Uint8Array): Dimension {
  const fields = all(bytes)
  const size = one(fields, 1)
  return typeof size === 'number' ? size : textAt(fields, 2) || null
}
