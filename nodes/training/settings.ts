import { z } from 'zod'
import { columnName, columnNames, seed } from '#pipeline/params.ts'

const count = (min: number, max: number) => z.number().int().min(min).max(max)
const forLightgbm = { param: 'algorithm', is: ['lightgbm'] } as const
const forForest = { param: 'algorithm', is: ['forest'] } as const
const forTrees = { param: 'algorithm', is: ['lightgbm', 'forest'] } as const
const forLines = { param: 'algorithm', is: ['logistic', 'linear'] } as const

export const columnSettings = {
  target: columnName({ of: 'rows', role: 'target' })
    .optional()
    .meta({ title: 'Target', description: 'The column to predict. Leave empty for the one named in Split.' }),
  features: columnNames({ of: 'rows' })
    .default([])
    .meta({ title: 'Learn from', description: 'Leave empty for all columns without a role.' }),
  exclude: columnNames({ of: 'rows' }).default([]).meta({
    title: 'Leave out',
    description: 'Columns not known at the time of a prediction do not belong in a model.',
  }),
}

/** Settings of the algorithms, under one name wherever two of them share a meaning. */
export const algorithmSettings = {
  trees: count(1, 5000).default(200).meta({ title: 'Trees', when: forTrees }),
  learningRate: z
    .number()
    .gt(0)
    .max(1)
    .default(0.1)
    .meta({ title: 'Learning rate', description: 'How much each tree corrects those before it.', when: forLightgbm }),
  leaves: count(2, 4096).default(31).meta({ title: 'Leaves a tree', when: forLightgbm }),
  maxDepth: count(1, 30).default(12).meta({ title: 'Depth at most', when: forForest }),
  minRowsPerLeaf: count(1, 1_000_000).default(20).meta({
    title: 'Rows a leaf at least',
    description: 'Larger values guard against learning by heart.',
    when: forTrees,
  }),
  rowsPerTree: count(100, 10_000_000).default(100_000).meta({
    title: 'Rows a tree at most',
    description: 'Each tree learns from a sample of this size.',
    when: forForest,
  }),
  earlyStopping: count(0, 1000).default(0).meta({
    title: 'Stop early after',
    description: 'Rounds without a better result on the validation rows; 0 trains all trees.',
    when: forLightgbm,
  }),
  penalty: z
    .number()
    .min(0)
    .default(1)
    .meta({ title: 'Penalty', description: 'How strongly large coefficients are held back (L2).', when: forLines }),
  iterations: count(10, 10_000)
    .default(200)
    .meta({ title: 'Steps at most', when: { param: 'algorithm', is: ['logistic'] } }),
  seed: seed().meta({ description: 'The same seed on the same rows gives the same model.' }),
}

interface Settings {
  algorithm: 'lightgbm' | 'forest' | 'logistic' | 'linear'
  trees: number
  target?: string | undefined
}

export function summary({ algorithm, trees, target }: Settings): string {
  const what = {
    lightgbm: `LightGBM, ${trees} trees`,
    forest: `random forest, ${trees} trees`,
    logistic: 'logistic regression',
    linear: 'linear regression',
  }[algorithm]
  return target ? `${what}, predicts ${target}` : what
}
