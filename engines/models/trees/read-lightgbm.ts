import { damaged, type Forest, type Tree, treeOf, untranslated } from './forest.ts'

/** Bits of `decision_type`: LightGBM's include/LightGBM/tree.h. */
const categorical = 1
const defaultLeft = 2
const missing = { none: 0, zero: 1, nan: 2 }

type Ending = Pick<Forest, 'task' | 'end'>
const asIs: Ending = { task: 'regression', end: 'nothing' }
const exponential: Ending = { task: 'regression', end: 'exponential' }
const plain: Record<string, Ending> = {
  regression: asIs,
  regression_l1: asIs,
  huber: asIs,
  fair: asIs,
  quantile: asIs,
  mape: asIs,
  poisson: exponential,
  gamma: exponential,
  tweedie: exponential,
  multiclass: { task: 'classification', end: 'softmax' },
}

/** Trees from LightGBM's own text. Faults: BAD_DATA for what is damaged, or what ONNX cannot say. */
export function readLightgbm(text: string): Forest {
  if (!/^end of trees/m.test(text)) throw damaged('it ends too soon')
  const [head = '', ...blocks] = (text.split(/^end of trees/m)[0] ?? '').split(/^Tree=\d+$/m)
  const said = pairsOf(head)
  const answers = Number(said.get('num_tree_per_iteration') ?? Number.NaN)
  const width = Number(said.get('max_feature_idx') ?? Number.NaN) + 1
  if (!(answers >= 1 && answers <= 10_000 && width >= 1) || blocks.length === 0 || blocks.length % answers !== 0)
    throw damaged('it is not as LightGBM saves its models')
  const names = said.get('feature_names')?.split(' ')
  const scale = said.has('average_output') ? answers / blocks.length : 1
  return {
    ...{ library: 'LightGBM', width, names: names?.length === width ? names : undefined, precision: 'double' },
    ...endingOf(said.get('objective') ?? ''),
    trees: blocks.map((block, index) => treeIn(pairsOf(block), index % answers, scale)),
    start: Array.from({ length: answers }, () => 0),
  }
}

function endingOf(objective: string): Ending {
  const [name = '', ...settings] = objective.split(' ')
  const sigmoid = Number(settings.find((one) => one.startsWith('sigmoid:'))?.slice('sigmoid:'.length) ?? 1)
  const known = name === 'binary' ? ({ task: 'classification', end: { sigmoid } } as const) : plain[name]
  if (!known || settings.includes('sqrt'))
    throw untranslated(
      `LightGBM with objective=${objective || 'none'}`,
      `train it with one of binary, ${Object.keys(plain).join(', ')}`,
    )
  return known
}

const pairsOf = (text: string): Map<string, string> =>
  new Map(
    text.split('\n').map((line) => {
      const at = line.indexOf('=')
      return at < 0 ? [line.trim(), ''] : [line.slice(0, at), line.slice(at + 1).trimEnd()]
    }),
  )

function treeIn(said: Map<string, string>, target: number, scale: number): Tree {
  const numbers = (name: string) => (said.get(name) ?? '').split(' ').filter(Boolean).map(Number)
  if (said.get('is_linear') === '1') throw untranslated('LightGBM with linear_tree', 'train it without linear_tree')
  const [feature, threshold, kind] = [numbers('split_feature'), numbers('threshold'), numbers('decision_type')]
  const [left, right, leaf] = [numbers('left_child'), numbers('right_child'), numbers('leaf_value')]
  if (kind.some((one) => one & categorical))
    throw untranslated('LightGBM with categorical features', 'encode them with OneHotEncoder before it')
  // What is not below 0 is a split, what is, a leaf.
  return treeOf(target, feature.length > 0 ? 0 : -1, (id) => {
    if (id < 0) return { leaf: (leaf[-id - 1] ?? Number.NaN) * scale }
    const how = kind[id] ?? 0
    const limit = threshold[id] ?? Number.NaN
    if (how >> 2 === missing.zero)
      throw untranslated('LightGBM with zero_as_missing', 'train it without zero_as_missing')
    return {
      feature: feature[id] ?? Number.NaN,
      threshold: limit,
      yes: left[id] ?? Number.NaN,
      no: right[id] ?? Number.NaN,
      // A split that saw nothing missing in training reads it as 0.
      missingYes: how >> 2 === missing.nan ? (how & defaultLeft) > 0 : limit >= 0,
    }
  })
}
