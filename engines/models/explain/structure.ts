import { readFile, stat } from 'node:fs/promises'
import { type Graph, type Node, readModel } from '../onnx/read.ts'
import { attributesOf, integerIn, textIn } from './attributes.ts'
import { unmeasured, type Wiring, wiringOf } from './columns.ts'
import { type Ensemble, ensembleOf, type Post, posts } from './ensemble.ts'
import { type Weights, weightsOf } from './weights.ts'

/** What a graph comes to, where that allows exact contributions without asking about every combination of inputs. */
export interface Structure extends Core {
  wiring: Wiring
  /** Tensors whose widths tell which input each column of the matrix is made of. */
  measured: string[]
  /** What it answers. */
  output: string
}

interface Core {
  /** The matrix of features that trees or weights are given. */
  matrix: string
  sum: { trees: Ensemble; weights?: never } | { weights: Weights; trees?: never }
  /** Absent where the sums are the answer, but for what is added to every answer alike. */
  link?: Link
}

/** How shares are made of sums. */
export interface Link {
  post: Exclude<Post, 'none'>
  /** The sums as the graph has them; absent where one node adds up and makes shares. */
  sums?: string
}

/** A larger file would take too long to be read on the way. */
const mostBytes = 64 * 2 ** 20
const [float, double] = [1, 11]

/** Reads a file that the platform runs; undefined where what it answers comes neither of trees nor of a weighted sum. */
export async function structureOf(path: string, output: string): Promise<Structure | undefined> {
  if ((await stat(path)).size > mostBytes) return undefined
  const { graph } = readModel(await readFile(path))
  const wiring = wiringOf(graph)
  const core = coreOf(graph, wiring, output)
  return core && { ...core, wiring, output, measured: [...unmeasured(wiring, core.matrix)] }
}

/**
 * The node that decides, followed back from the output through what changes no difference between answers, and through one
 * function that makes shares. Whether what was read answers as the model does is left to whoever compares the two.
 */
function coreOf(graph: Graph, wiring: Wiring, output: string): Core | undefined {
  let tensor = output
  let link: Link | undefined
  for (let steps = 0; steps <= graph.nodes.length; steps += 1) {
    const node = wiring.maker.get(tensor)
    if (!node) return undefined
    const [matrix = ''] = node.inputs
    const found = sumOf(node, tensor, wiring)
    if (found) {
      const { post, ...sum } = found
      if (post !== 'none' && link) return undefined
      const way = post === 'none' ? link : { post }
      return { matrix, sum, ...(way && { link: way }) }
    }
    const post = squashes[node.operator]
    if (post) {
      if (link || !acrossClasses(node)) return undefined
      link = { post, sums: matrix }
      tensor = matrix
      continue
    }
    const next = before(node, wiring, link)
    if (next === undefined) return undefined
    tensor = next
  }
  return undefined
}

const squashes: Readonly<Record<string, Link['post'] | undefined>> = { Sigmoid: 'squashed', Softmax: 'shared' }

const acrossClasses = (node: Node) =>
  node.operator !== 'Softmax' || [1, -1].includes(integerIn(attributesOf(node).get('axis')) ?? -1)

function sumOf(node: Node, tensor: string, wiring: Wiring): (Core['sum'] & { post: Post }) | undefined {
  // Of a classifier's two outputs, the second.
  const scores = node.operator.endsWith('Classifier') ? 1 : 0
  if (node.outputs.indexOf(tensor) !== scores) return undefined
  const trees = ensembleOf(node)
  if (trees) return { trees, post: trees.post }
  const weights = weightsOf(node, wiring)
  const post = posts[textIn(attributesOf(node).get('post_transform')) ?? 'NONE']
  return weights && post && { weights, post }
}

/** Where a tensor comes from that is the same but for a constant; of a share and what it leaves of 1, the share. */
function before(node: Node, wiring: Wiring, link: Link | undefined): string | undefined {
  const given = node.inputs.filter((name) => wiring.madeOf(name).size > 0)
  const one = given[0]
  switch (node.operator) {
    case 'Identity':
    case 'Reshape':
      return one
    case 'Normalizer':
      return link ? undefined : one
    case 'Cast':
      return [float, double].includes(integerIn(attributesOf(node).get('to')) ?? 0) ? one : undefined
    case 'Add':
      return given.length === 1 ? one : undefined
    case 'Concat': {
      const [rest, share] = given
      const from = wiring.maker.get(rest ?? '')
      return !link && given.length === 2 && from?.operator === 'Sub' && from.inputs[1] === share ? share : undefined
    }
    default:
      return undefined
  }
}
