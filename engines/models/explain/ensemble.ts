import type { Node } from '../onnx/read.ts'
import { attributesOf, doublesIn, floatsIn, integerIn, integersIn, textIn, textsIn } from './attributes.ts'

/** Trees as arrays by node; what they answer is the sum of the leaves that a row comes to. */
export interface Ensemble {
  roots: number[]
  /** −1 in leaves. */
  feature: Int32Array
  threshold: Float64Array
  /** The place among `modes` of what a node asks. */
  mode: Uint8Array
  yes: Int32Array
  no: Int32Array
  missingYes: Uint8Array
  targets: number
  /** By node, then by target. */
  leaves: Float64Array
  /** What is added whatever the leaves are, by target. */
  base: number[]
  /** What the node itself makes of the sums. */
  post: Post
}

/** `squashed`: through the logistic function; `shared`: through softmax. */
export type Post = 'none' | 'squashed' | 'shared'

export const posts: Readonly<Record<string, Post>> = { NONE: 'none', LOGISTIC: 'squashed', SOFTMAX: 'shared' }
const kinds = { TreeEnsembleRegressor: 'target', TreeEnsembleClassifier: 'class' } as const
const modes = ['BRANCH_LEQ', 'BRANCH_LT', 'BRANCH_GTE', 'BRANCH_GT', 'BRANCH_EQ', 'BRANCH_NEQ', 'LEAF']

/** The trees of a node that sums or averages leaves, and may make shares of the sums; undefined for any other node. */
export function ensembleOf(node: Node): Ensemble | undefined {
  const leaf = kinds[node.operator as keyof typeof kinds]
  if (!leaf || node.domain !== 'ai.onnx.ml') return undefined
  const said = attributesOf(node)
  const aggregate = textIn(said.get('aggregate_function')) ?? 'SUM'
  const post = posts[textIn(said.get('post_transform')) ?? 'NONE']
  if (!post || (post !== 'none' && leaf === 'target') || !['SUM', 'AVERAGE'].includes(aggregate)) return undefined
  const integers = (name: string) => integersIn(said.get(name))
  const numbers = (name: string) => {
    const precise = doublesIn(said.get(`${name}_as_tensor`))
    return precise.length > 0 ? precise : floatsIn(said.get(name))
  }
  const mode = textsIn(said.get('nodes_modes'))
  if (mode.some((one) => !modes.includes(one))) return undefined
  const [trees, ids] = [integers('nodes_treeids'), integers('nodes_nodeids')]
  const place = new Map(trees.map((tree, at) => [`${tree} ${ids[at]}`, at]))
  const child = (name: string) =>
    Int32Array.from(integers(name), (id, at) => (mode[at] === 'LEAF' ? -1 : (place.get(`${trees[at]} ${id}`) ?? -1)))
  const [yes, no] = [child('nodes_truenodeids'), child('nodes_falsenodeids')]
  const missing = integers('nodes_missing_value_tracks_true')
  const features = integers('nodes_featureids')
  const children = new Set([...yes, ...no])
  const roots = mode.flatMap((_, at) => (children.has(at) ? [] : [at]))

  const leafIds = integers(`${leaf}_ids`)
  const told = new Set(leafIds)
  // Of two classes only one may have numbers; without a logistic function that means another rule of its own.
  const single = post !== 'none' && told.size === 1 && classCount(said) === 2
  if (leaf === 'class' && !single && told.size !== classCount(said)) return undefined
  const leafTargets = single ? leafIds.map(() => 0) : leafIds
  const targets = single ? 1 : (integerIn(said.get('n_targets')) ?? Math.max(-1, ...told) + 1)
  const leaves = new Float64Array(mode.length * targets)
  const [leafTrees, leafNodes] = [integers(`${leaf}_treeids`), integers(`${leaf}_nodeids`)]
  const scale = aggregate === 'AVERAGE' ? 1 / roots.length : 1
  for (const [at, weight] of numbers(`${leaf}_weights`).entries()) {
    const index = (place.get(`${leafTrees[at]} ${leafNodes[at]}`) ?? Number.NaN) * targets + (leafTargets[at] ?? 0)
    leaves[index] = (leaves[index] ?? 0) + weight * scale
  }
  const threshold = numbers('nodes_values')
  const whole = [trees, ids, features, yes, no, threshold].every(({ length }) => length === mode.length)
  if (!whole || roots.length !== new Set(trees).size) return undefined
  return {
    mode: Uint8Array.from(mode, (one) => modes.indexOf(one)),
    ...{ roots, threshold, yes, no, targets, leaves, post, base: [...floatsIn(said.get('base_values'))] },
    feature: Int32Array.from(features, (one, at) => (mode[at] === 'LEAF' ? -1 : one)),
    missingYes: Uint8Array.from(mode, (_, at) => missing[at] ?? 0),
  }
}

const classCount = (said: ReadonlyMap<string, Uint8Array>): number =>
  textsIn(said.get('classlabels_strings')).length || integersIn(said.get('classlabels_int64s')).length

/** Whether a value takes the branch of this node for which its question is true. */
export function saysYes({ mode, threshold, missingYes }: Ensemble, node: number, value: number): boolean {
  const limit = threshold[node] as number
  if (missingYes[node] === 1 && Number.isNaN(value)) return true
  switch (mode[node]) {
    case 0:
      return value <= limit
    case 1:
      return value < limit
    case 2:
      return value >= limit
    case 3:
      return value > limit
    case 4:
      return value === limit
    default:
      return value !== limit
  }
}
