import { z } from 'zod'
import { damaged, type Forest, type Tree, treeOf, untranslated } from './forest.ts'

const numbers = z.array(z.number())
const flags = z.array(z.union([z.number(), z.boolean()]).transform(Number))
const whole = z.coerce.number().int().min(0)

/** Source: xgboost.readthedocs.io/en/stable/tutorials/saving_model.html and its schema. */
const treeShape = z.object({
  left_children: numbers,
  right_children: numbers,
  split_indices: numbers,
  split_conditions: numbers,
  default_left: flags,
  split_type: flags.default([]),
  tree_param: z.object({ size_leaf_vector: whole.default(1) }),
})
const grown = z.object({
  model: z.object({
    tree_info: numbers,
    trees: z.array(treeShape).min(1),
    iteration_indptr: numbers.optional(),
  }),
})
const saved = z.object({
  learner: z.object({
    attributes: z.record(z.string(), z.string()).default({}),
    feature_names: z.array(z.string()).default([]),
    learner_model_param: z.object({
      base_score: z.string(),
      num_class: whole,
      num_feature: whole,
      num_target: whole.default(1),
    }),
    objective: z.object({ name: z.string() }),
    gradient_booster: z.union([
      grown.extend({ name: z.literal('gbtree') }),
      z.object({ name: z.literal('dart'), gbtree: grown, weight_drop: numbers }),
      z.object({ name: z.literal('gblinear') }),
    ]),
  }),
})

type Ending = Pick<Forest, 'task' | 'end'> & { margin: (score: number) => number }
const asIs = { task: 'regression', end: 'nothing', margin: (score: number) => score } as const
const logarithm = { task: 'regression', end: 'exponential', margin: Math.log } as const
const logit = (score: number) => Math.log(score / (1 - score))
const softmax = { task: 'classification', end: 'softmax', margin: (score: number) => score } as const

/** What an objective makes of the sum of leaves, and of the score that it begins with. */
const endings: Record<string, Ending> = {
  'reg:squarederror': asIs,
  'reg:linear': asIs,
  'reg:absoluteerror': asIs,
  'reg:pseudohubererror': asIs,
  'reg:squaredlogerror': asIs,
  'reg:quantileerror': asIs,
  'reg:logistic': { task: 'regression', end: { sigmoid: 1 }, margin: logit },
  'binary:logistic': { task: 'classification', end: { sigmoid: 1 }, margin: logit },
  'count:poisson': logarithm,
  'reg:gamma': logarithm,
  'reg:tweedie': logarithm,
  'multi:softprob': softmax,
  'multi:softmax': softmax,
}

/** Trees from what XGBoost saved as UBJSON or JSON. Faults: BAD_DATA for what is damaged, or what ONNX cannot say. */
export function readXgboost(file: unknown): Forest {
  const read = saved.safeParse(file)
  if (!read.success) throw damaged(read.error.issues[0]?.path.join('.') ?? 'it is not as XGBoost saves its models')
  const { learner } = read.data
  const { num_class, num_feature, num_target, base_score } = learner.learner_model_param
  const booster = learner.gradient_booster
  const ending = endings[learner.objective.name]
  if (!ending)
    throw untranslated(
      `XGBoost with objective=${learner.objective.name}`,
      `train it with one of ${Object.keys(endings).join(', ')}`,
    )
  if (booster.name === 'gblinear') throw untranslated('XGBoost with booster=gblinear', 'train it with booster=gbtree')
  if (num_target > 1) throw untranslated('several answers at once', 'train a model for each of them')
  const dart = booster.name === 'dart'
  const { model } = dart ? booster.gbtree : booster
  const drop = dart ? booster.weight_drop : []
  const answers = Math.max(1, num_class)
  const kept = model.trees.slice(0, countOf(learner.attributes, model.iteration_indptr))
  const base = (base_score.match(/[^[\],\s]+/g) ?? []).map(Number).map(ending.margin)
  if (!base.every(Number.isFinite)) throw damaged(`base_score ${base_score.slice(0, 100)}`)
  return {
    library: 'XGBoost',
    width: num_feature,
    names: learner.feature_names.length === num_feature ? learner.feature_names : undefined,
    trees: kept.map((one, index) => treeIn(one, model.tree_info[index] ?? 0, drop[index] ?? 1)),
    start: Array.from({ length: answers }, (_, answer) => base[answer] ?? base[0] ?? 0),
    precision: 'float',
    task: ending.task,
    end: ending.end,
  }
}

/** Scikit-learn's form of XGBoost answers by its best round where it was stopped early, the other by all. */
function countOf(attributes: Record<string, string>, ends: number[] | undefined): number | undefined {
  const best = attributes.best_iteration
  return attributes.scikit_learn === undefined || best === undefined ? undefined : ends?.[Number(best) + 1]
}

function treeIn(tree: z.output<typeof treeShape>, target: number, weight: number): Tree {
  if (tree.tree_param.size_leaf_vector > 1)
    throw untranslated('leaves of several answers', 'train it with multi_strategy=one_output_per_tree')
  if (tree.split_type.some((one) => one !== 0))
    throw untranslated('XGBoost with categorical features', 'encode them with OneHotEncoder before it')
  return treeOf(target, 0, (id) => {
    const left = tree.left_children[id]
    const value = tree.split_conditions[id] ?? Number.NaN
    return left === -1
      ? { leaf: value * weight }
      : {
          feature: tree.split_indices[id] ?? Number.NaN,
          threshold: value,
          yes: left ?? Number.NaN,
          no: tree.right_children[id] ?? Number.NaN,
          missingYes: tree.default_left[id] === 1,
        }
  })
}
