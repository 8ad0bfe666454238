import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { columnNames } from '#pipeline/params.ts'
import { table } from '#pipeline/ports/index.ts'
import { chosenColumns, refitted } from '../chosen-columns.ts'

const params = z.object({
  columns: columnNames({ of: 'rows' })
    .default([])
    .meta({ title: 'Columns', description: 'Leave empty for all numeric features.' }),
  method: z
    .enum(['standard', 'min-max', 'robust'])
    .default('standard')
    .meta({ title: 'Method', description: 'Robust is right where a few values are extreme.' }),
})

export default defineNode({
  kind: 'feature.scale',
  version: 1,
  title: 'Scale',
  doc: `Brings numbers to a common scale, so that none outweighs the others only because of its unit. Centre and spread are learnt from the training rows.

- **standard** subtracts the mean and divides by the standard deviation;
- **min-max** maps the range of the training rows to 0 … 1;
- **robust** subtracts the median and divides by the range of the middle half.

Linear and logistic models need it, trees do not mind. Missing values stay missing, and encoded categories stay as they are.`,
  params,
  inputs: { rows: table('Rows that went through Split.') },
  outputs: { rows: table('The same rows with scaled numbers.') },
  fitted: true,
  columnwise: true,
  summary: ({ columns, method }) => `${columns.length ? columns.join(', ') : 'all numeric features'}: ${method}`,
  python: 'run.py',
  infer: ({ params, inputs: { rows } }) => ({
    rows: refitted(rows, chosenColumns(rows.columns, params.columns, ['number', 'integer', 'boolean']), () => 'DOUBLE'),
  }),
  example: { params: {}, inputs: { rows: 'splitPenguins' } },
})
