import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { model, table } from '#pipeline/ports/index.ts'
import { learnable } from '../learnable.ts'
import { algorithmSettings, columnSettings, summary } from '../settings.ts'

const params = z.object({
  algorithm: z
    .enum(['lightgbm', 'forest', 'linear'])
    .default('lightgbm')
    .meta({ title: 'Algorithm', description: 'LightGBM is fast and rarely beaten on tables.' }),
  ...columnSettings,
  ...algorithmSettings,
})

export default defineNode({
  kind: 'training.regressor',
  version: 3,
  title: 'Train regressor',
  doc: `Learns to predict a number. It learns from the training rows and shows its progress on the validation rows; it never looks at the test rows while
it learns.

- **lightgbm** grows many small trees, each correcting those before it; it reads missing values as they are;
- **forest** takes the mean of many independent trees;
- **linear** adds up the weighted columns: simple to explain, wants scaled numbers.

What comes out is one ONNX graph from the raw columns to the prediction: all feature steps before are inside it. On a sample of test rows the graph is
compared with the trained model, and refused if the two differ.`,
  params,
  inputs: { rows: table('Rows that went through Split; text must be encoded.') },
  outputs: { model: model('The trained model, with all feature steps inside.') },
  fitted: true,
  summary,
  python: 'run.py',
  infer: ({ params, inputs }) => ({ model: learnable('regression', inputs.rows, params) }),
  example: {
    params: { target: 'mass', trees: 20, minRowsPerLeaf: 5 },
    inputs: { rows: 'encodedPenguins' },
  },
})
