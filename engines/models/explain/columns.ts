import type { Graph, Node } from '../onnx/read.ts'
import { attributesOf, integerIn, placesIn } from './attributes.ts'

/** Which input a column of a matrix is made of; null when of none. */
export type Source = string | null

/** Operators that make each place of their result of the same place of what goes in. */
const elementwise = new Set([
  ...['Abs', 'Add', 'Cast', 'Clip', 'Div', 'Equal', 'Exp', 'Greater', 'Identity', 'IsNaN', 'Less', 'Log', 'Max', 'Min'],
  ...['Mul', 'Neg', 'Not', 'Pow', 'Sqrt', 'Sub', 'Where', 'Imputer', 'Scaler', 'Binarizer'],
])

export interface Wiring {
  maker: ReadonlyMap<string, Node>
  constants: ReadonlyMap<string, Graph['constants'][number]>
  /** The inputs that a tensor is made of. */
  madeOf(tensor: string): ReadonlySet<string>
}

export function wiringOf({ nodes, constants, inputs }: Graph): Wiring {
  const maker = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)))
  const own = new Map(constants.map((one) => [one.name, one]))
  const known = new Map<string, ReadonlySet<string>>(
    inputs.filter(({ name }) => !own.has(name)).map(({ name }) => [name, new Set([name])]),
  )
  // Nodes stand in an order in which each comes after those that it needs.
  for (const { inputs: needed, outputs } of nodes) {
    const all = new Set(needed.flatMap((name) => [...(known.get(name) ?? [])]))
    for (const output of outputs) known.set(output, all)
  }
  return { maker, constants: own, madeOf: (tensor) => known.get(tensor) ?? new Set() }
}

const isConstant = ({ madeOf }: Wiring, tensor: string) => madeOf(tensor).size === 0

/** The tensors whose widths must be known to say what the columns of this one are made of. */
export function unmeasured(wiring: Wiring, tensor: string, found = new Set<string>()): Set<string> {
  if (found.has(tensor)) return found
  found.add(tensor)
  if (wiring.madeOf(tensor).size <= 1) return found
  for (const input of wiring.maker.get(tensor)?.inputs ?? [])
    if (input !== '' && !isConstant(wiring, input)) unmeasured(wiring, input, found)
  return found
}

/** The input that each column of a tensor is made of; undefined where one is made of several, or that cannot be seen. */
export function sourcesOf(
  wiring: Wiring,
  tensor: string,
  widths: ReadonlyMap<string, number>,
): readonly Source[] | undefined {
  const all = wiring.madeOf(tensor)
  const width = widths.get(tensor)
  if (width === undefined) return undefined
  if (all.size <= 1) return new Array<Source>(width).fill([...all][0] ?? null)
  const node = wiring.maker.get(tensor)
  if (!node) return undefined
  const found = columnsOf(wiring, node, widths)
  return found?.length === width ? found : undefined
}

function columnsOf(wiring: Wiring, node: Node, widths: ReadonlyMap<string, number>): readonly Source[] | undefined {
  const { operator, inputs } = node
  const parts = inputs.filter((name) => name !== '' && !isConstant(wiring, name))
  const of = (name: string) => sourcesOf(wiring, name, widths)
  if (operator === 'Concat') {
    // A constant among them would be a column that nobody measured.
    if (parts.length < inputs.length || ![1, -1].includes(axisOf(node) ?? 0)) return undefined
    const columns = parts.map(of)
    return columns.every((one) => one !== undefined) ? columns.flat() : undefined
  }
  if (operator === 'Gather' || operator === 'ArrayFeatureExtractor') {
    if (operator === 'Gather' && ![1, -1].includes(axisOf(node) ?? 0)) return undefined
    const [matrix, chosen] = [of(inputs[0] ?? ''), wiring.constants.get(inputs[1] ?? '')]
    if (!matrix || !chosen) return undefined
    return placesIn(chosen).map((place) => matrix.at(place) ?? null)
  }
  if (!elementwise.has(operator) || !inputs.every((name) => isFlat(wiring, name, parts, widths))) return undefined
  const columns = parts.map(of)
  return columns.reduce((a, b) => joined(a, b))
}

const axisOf = (node: Node) => integerIn(attributesOf(node).get('axis'))

/** Whether a constant is the same for every row, and has a place a column or one for all. */
function isFlat(wiring: Wiring, name: string, parts: readonly string[], widths: ReadonlyMap<string, number>): boolean {
  if (parts.includes(name) || name === '') return true
  const dimensions = wiring.constants.get(name)?.dimensions
  if (!dimensions || dimensions.length > 2) return false
  const [last = 1, before = 1] = dimensions.toReversed()
  return before === 1 && (last === 1 || last === widths.get(parts[0] ?? ''))
}

function joined(a: readonly Source[] | undefined, b: readonly Source[] | undefined): readonly Source[] | undefined {
  if (!a || !b || a.length !== b.length) return undefined
  const both = a.map((one, place) =>
    one === null || one === b[place] ? (b[place] ?? null) : b[place] === null ? one : undefined,
  )
  return both.every((one) => one !== undefined) ? both : undefined
}
