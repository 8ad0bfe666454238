import { readFile, stat } from 'node:fs/promises'
import { type Graph, type Node, readModel } from '../onnx/read.ts'
import { attributesOf, integerIn, textIn } from './attributes.ts'
import { unmeasured, type Wiring, wiringOf } from './columns.ts'
import { type Ensemble, ensembleOf } from './ensemble.ts'

/** What a graph comes to, where that allows exact contributions without asking about every combination of inputs. */
export interface Structure {
  wiring: Wiring
  /** The matrix of features that trees or weights are given. */
  matrix: string
  /** Tensors whose widths tell which input each column of the matrix is made of. */
  measured: string[]
  /** Absent where the features are only weighed and summed. */
  ensemble?: Ensemble
}

/** A larger file would take too long to be read on the way. */
const mostBytes = 64 * 2 ** 20
const [float, double] = [1, 11]

/** Reads a file that the platform runs; undefined where what it answers is neither a sum of leaves nor a weighted sum. */
export async function structureOf(path: string, output: string): Promise<Structure | undefined> {
  if ((await stat(path)).size > mostBytes) return undefined
  const { graph } = readModel(await readFile(path))
  const wiring = wiringOf(graph)
  const core = coreOf(graph, wiring, output)
  if (!core) return undefined
  const { matrix, ensemble } = core
  return { wiring, matrix, measured: [...unmeasured(wiring, matrix)], ...(ensemble && { ensemble }) }
}

/** The node that decides, followed back from the output through what changes no difference between answers. */
function coreOf(graph: Graph, wiring: Wiring, output: string): { matrix: string; ensemble?: Ensemble } | undefined {
  let tensor = output
  for (let steps = 0; steps <= graph.nodes.length; steps += 1) {
    const node = wiring.maker.get(tensor)
    if (!node) return undefined
    const [first = '', second = ''] = node.inputs
    const ensemble = isScores(node, tensor) ? ensembleOf(node) : undefined
    if (ensemble) return { matrix: first, ensemble }
    if (weighs(node, wiring)) return { matrix: first }
    const given = node.inputs.filter((name) => wiring.madeOf(name).size > 0)
    const keeps =
      ['Identity', 'Reshape'].includes(node.operator) ||
      (node.operator === 'Cast' && [float, double].includes(integerIn(attributesOf(node).get('to')) ?? 0)) ||
      (node.operator === 'Add' && given.length === 1)
    if (!keeps) return undefined
    tensor = given.includes(first) ? first : second
  }
  return undefined
}

/** Of a classifier's two outputs, the second. */
const isScores = ({ operator, outputs }: Node, tensor: string) =>
  outputs.indexOf(tensor) === (operator === 'TreeEnsembleClassifier' ? 1 : 0)

function weighs(node: Node, { madeOf }: Wiring): boolean {
  const fixed = node.inputs.slice(1).every((name) => madeOf(name).size === 0)
  if (!fixed || madeOf(node.inputs[0] ?? '').size === 0) return false
  const said = attributesOf(node)
  if (node.operator === 'MatMul') return true
  if (node.operator === 'Gemm') return (integerIn(said.get('transA')) ?? 0) === 0
  return node.operator === 'LinearRegressor' && (textIn(said.get('post_transform')) ?? 'NONE') === 'NONE'
}
