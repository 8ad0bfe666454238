import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { model, table } from '#pipeline/ports/index.ts'
import { learnable } from '../learnable.ts'
import { algorithmSettings, columnSettings, summary } from '../settings.ts'

const params = z.object({
  algorithm: z
    .enum(['lightgbm', 'forest', 'logistic'])
    .default('lightgbm')
    .meta({ title: 'Algorithm', description: 'LightGBM is fast and rarely beaten on tables.' }),
  ...columnSettings,
  classWeights: z.enum(['equal', 'balanced']).default('equal').meta({
    title: 'Rows count',
    description: 'Balanced: rows of rare classes count more, so that they are found, at the price of false alarms.',
  }),
  ...algorithmSettings,
})

export default defineNode({
  kind: 'training.classifier',
  version: 2,
  title: 'Train classifier',
  doc: `Learns to tell to which class a row belongs, and how probable each class is. It learns from the training rows and shows its progress on the
validation rows; it never looks at the test rows while it learns.

- **lightgbm** grows many small trees, each correcting those before it; it reads missing values as they are;
- **forest** lets many independent trees vote;
- **logistic** weighs the columns against each other: simple to explain, wants scaled numbers.

What comes out is one ONNX graph from the raw columns to probabilities: all feature steps before are inside it. On a sample of test rows the graph is
compared with the trained model, and refused if the two differ.`,
  params,
  inputs: { rows: table('Rows that went through Split; text must be encoded.') },
  outputs: { model: model('The trained model, with all feature steps inside.') },
  fitted: true,
  summary,
  python: 'run.py',
  infer: ({ params, inputs }) => ({ model: learnable('classification', inputs.rows, params) }),
  example: {
    params: { trees: 20, minRowsPerLeaf: 5 },
    inputs: { rows: 'encodedPenguins' },
  },
})
