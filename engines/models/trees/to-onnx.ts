import { attribute, constant, node, value } from '../onnx/build.ts'
import { numberOf } from '../onnx/elements.ts'
import { integer, joined, message, text } from '../onnx/write.ts'
import type { Forest, Tree } from './forest.ts'

const [matrix, answer] = ['x', 'answer']
const opsets = { '': 17, 'ai.onnx.ml': 3 }

/** Trees as an ONNX file: a matrix of the columns in, probabilities or a number out. */
export function toOnnx(forest: Forest): Uint8Array {
  const { precision, width, start, names, library } = forest
  const answers = start.length
  const element = numberOf('double')
  const step = [
    node('TreeEnsembleRegressor', [matrix], 'leaves', ensemble(forest), 'ai.onnx.ml'),
    node('Cast', ['leaves'], 'sum', { to: element }),
    node('Add', ['sum', 'start'], 'margin'),
  ]
  const [nodes, constants] = endOf(forest)
  const graph = message(7, [
    ...step,
    ...nodes,
    text(2, 'trees'),
    constant.doubles('start', start),
    ...constants,
    value(11, matrix, precision, [width]),
    value(12, answer, 'double', [answers]),
  ])
  return joined([
    integer(1, 8),
    text(2, library),
    graph,
    ...Object.entries(opsets).map(([domain, version]) => message(8, [text(1, domain), integer(2, version)])),
    ...(names ? [message(14, [text(1, 'feature_names'), text(2, JSON.stringify(names))])] : []),
  ])
}

function endOf({ end }: Forest): [nodes: Uint8Array[], constants: Uint8Array[]] {
  if (end === 'nothing') return [[node('Identity', ['margin'], answer)], []]
  if (end === 'exponential') return [[node('Exp', ['margin'], answer)], []]
  if (end === 'softmax') return [[node('Softmax', ['margin'], answer, { axis: 1 })], []]
  const scaled = node('Mul', ['margin', 'scale'], 'scaled')
  return [[scaled, node('Sigmoid', ['scaled'], answer)], [constant.doubles('scale', [end.sigmoid])]]
}

function ensemble({ trees, start, precision }: Forest): Uint8Array[] {
  const all = <Value>(of: (tree: Tree, index: number) => Value[]) => trees.flatMap(of)
  const isLeaf = ({ yes }: Tree, at: number) => yes[at] === at
  const leaves = <Value>(of: (tree: Tree, at: number, index: number) => Value) =>
    all((tree, index) => tree.leaf.flatMap((_, at) => (isLeaf(tree, at) ? [of(tree, at, index)] : [])))
  const branch = precision === 'float' ? 'BRANCH_LT' : 'BRANCH_LEQ'
  const numbers = precision === 'float' ? attribute.floats : attribute.doubles
  const name = (base: string) => (precision === 'float' ? base : `${base}_as_tensor`)
  return [
    attribute.integer('n_targets', start.length),
    attribute.integers(
      'nodes_treeids',
      all(({ leaf }, index) => leaf.map(() => index)),
    ),
    attribute.integers(
      'nodes_nodeids',
      all(({ leaf }) => leaf.map((_, at) => at)),
    ),
    attribute.integers(
      'nodes_featureids',
      all(({ feature }) => feature),
    ),
    attribute.integers(
      'nodes_truenodeids',
      all((tree) => tree.yes.map((id, at) => (isLeaf(tree, at) ? 0 : id))),
    ),
    attribute.integers(
      'nodes_falsenodeids',
      all((tree) => tree.no.map((id, at) => (isLeaf(tree, at) ? 0 : id))),
    ),
    attribute.integers(
      'nodes_missing_value_tracks_true',
      all(({ missingYes }) => missingYes.map(Number)),
    ),
    attribute.texts(
      'nodes_modes',
      all((tree) => tree.leaf.map((_, at) => (isLeaf(tree, at) ? 'LEAF' : branch))),
    ),
    numbers(
      name('nodes_values'),
      all(({ threshold }) => threshold),
    ),
    attribute.integers(
      'target_treeids',
      leaves((_, __, index) => index),
    ),
    attribute.integers(
      'target_nodeids',
      leaves((_, at) => at),
    ),
    attribute.integers(
      'target_ids',
      leaves(({ target }) => target),
    ),
    numbers(
      name('target_weights'),
      leaves(({ leaf }, at) => leaf[at] ?? 0),
    ),
  ]
}
