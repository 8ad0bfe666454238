import { Fault } from '#pipeline/fault.ts'
import type { Graph, Node } from '../onnx/read.ts'

/** By operator, the inputs that say how large a result is, or how often something is done. */
const sizes: Record<string, readonly number[]> = {
  BlackmanWindow: [0],
  HannWindow: [0],
  HammingWindow: [0],
  AffineGrid: [1],
  CenterCropPad: [1],
  ConstantOfShape: [0],
  CropAndResize: [3],
  DFT: [1],
  Expand: [1],
  If: [0],
  Loop: [0, 1],
  MaxUnpool: [2],
  MelWeightMatrix: [0, 1, 2, 3, 4],
  OneHot: [1],
  Pad: [1],
  Range: [0, 1, 2],
  Resize: [1, 2, 3],
  Tile: [1],
  Upsample: [1],
}
/** Their results have as many rows as the values they are given say. */
const sizedByValues = new Set(['Compress', 'NonMaxSuppression', 'NonZero', 'StringSplit', 'Tokenizer', 'Unique'])
const sizeOf = new Set(['Shape', 'Size'])
/** As little known beforehand as what a caller sends. */
const drawn = /^(Random|Bernoulli$|Multinomial$)/

/**
 * Refuses a graph in which what a caller sends says how much memory or how many rounds it takes. Without that, both
 * depend on the number of rows alone, and trying it tells how much that is. Faults: BAD_DATA.
 */
export function checkFlow(graph: Graph): void {
  const constants = new Set(graph.constants.map(({ name }) => name))
  const sent = graph.inputs.map(({ name }) => name).filter((name) => !constants.has(name))
  follow(graph, { values: new Set(sent), sizes: new Set() })
}

/** Names of what depends on what a caller sends: by its values, by its size. */
interface Told {
  values: Set<string>
  sizes: Set<string>
}

function follow(graph: Graph, told: Told): void {
  const waiting = new Set(graph.nodes)
  // Nodes may stand in any order; each is followed when all it needs from this graph is known.
  const made = new Map(graph.nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)))
  const visit = (first: Node) => {
    const stack = [first]
    const begun = new Set(stack)
    while (stack.length > 0) {
      const node = stack.at(-1) as Node
      const needed = usedBy(node)
        .map((name) => made.get(name))
        .find((other) => other && waiting.has(other) && !begun.has(other))
      if (needed) {
        stack.push(needed)
        begun.add(needed)
      } else {
        stack.pop()
        if (waiting.delete(node)) pass(node, told)
      }
    }
  }
  for (const node of graph.nodes) if (waiting.has(node)) visit(node)
}

function pass(node: Node, told: Told): void {
  const { operator, inputs, outputs } = node
  const used = usedBy(node)
  const byValue = drawn.test(operator) || used.some((name) => told.values.has(name))
  const bySize = used.some((name) => told.sizes.has(name))
  const wrong = (sizes[operator] ?? []).find((place) => told.values.has(inputs[place] ?? ''))
  if (wrong !== undefined) throw sizedBy(operator)
  for (const body of node.attributes.flatMap(({ graphs }) => graphs)) passBody(node, body, told)
  for (const name of outputs.filter(Boolean)) {
    if (sizeOf.has(operator) ? bySize : byValue) told.values.add(name)
    if (bySize || (byValue && sizedByValues.has(operator))) told.sizes.add(name)
  }
}

/** A round of a loop gets what the last one made, so whatever goes round counts as told by the caller if anything does. */
function passBody(node: Node, body: Graph, told: Told): void {
  const inner: Told = { values: new Set(told.values), sizes: new Set(told.sizes) }
  const any = usedBy(node).some((name) => told.values.has(name))
  const round = node.operator === 'Loop' ? body.inputs.slice(2) : body.inputs
  if (any)
    for (const { name } of round) {
      inner.values.add(name)
      if (node.operator === 'Loop') inner.sizes.add(name)
    }
  follow(body, inner)
  const [goesOn] = body.outputs
  if (node.operator === 'Loop' && goesOn && inner.values.has(goesOn.name)) throw sizedBy('Loop')
}

/** What a node takes, also from within the graphs it holds. */
const usedBy = ({ inputs, attributes }: Node): string[] => [
  ...inputs,
  ...attributes.flatMap(({ graphs }) =>
    graphs.flatMap(({ nodes, outputs }) => [...nodes.flatMap(usedBy), ...outputs.map(({ name }) => name)]),
  ),
]

const sizedBy = (operator: string) =>
  new Fault('BAD_DATA', `what a caller sends would say how much memory or time the model takes: ${operator}`, {
    hint: 'export it with fixed sizes: such an operator may take constants, or the shape of its input, never its values',
  })
