import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { columnNames } from '#pipeline/params.ts'
import { table } from '#pipeline/ports/index.ts'
import { chosenColumns, refitted } from '../chosen-columns.ts'

const params = z.object({
  columns: columnNames({ of: 'rows' }).default([]).meta({
    title: 'Columns',
    description: 'Leave empty for all text features. Whole numbers that are really codes can be chosen too.',
  }),
  method: z
    .enum(['auto', 'one-hot', 'ordinal'])
    .default('auto')
    .meta({ title: 'Method', description: 'Automatic: one-hot for few categories, ordinal for many.' }),
  maxOneHot: z
    .number()
    .int()
    .min(2)
    .max(200)
    .default(20)
    .meta({
      title: 'One-hot up to',
      description: 'So many categories get a column each.',
      when: { param: 'method', is: ['auto', 'one-hot'] },
    }),
  rareBelow: z
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(10)
    .meta({
      title: 'Rare below',
      description: 'Categories with fewer training rows than this are put together.',
      when: { param: 'method', is: ['auto', 'ordinal'] },
    }),
})

export default defineNode({
  kind: 'feature.encode',
  version: 1,
  title: 'Encode categories',
  doc: `Turns categories into numbers that a model can learn from. Which categories there are is learnt from the training rows.

- **one-hot** gives each category a number of its own, 0 or 1: right for few categories;
- **ordinal** numbers the categories by how frequent they are, and puts rare ones together in the last place: right for many categories, above
  all with trees.

A category that training never saw counts as none of them (one-hot) or as a rare one (ordinal). Where training rows have gaps, a missing value is a
category like any other.`,
  params,
  inputs: { rows: table('Rows that went through Split.') },
  outputs: { rows: table('The same rows with a list of numbers in place of each category.') },
  fitted: true,
  columnwise: true,
  summary: ({ columns, method, maxOneHot }) =>
    `${columns.length ? columns.join(', ') : 'all text features'}: ${method === 'auto' ? `one-hot up to ${maxOneHot} categories, then ordinal` : method}`,
  python: 'run.py',
  infer: ({ params, inputs: { rows } }) => ({
    rows: refitted(
      rows,
      chosenColumns(rows.columns, params.columns, ['integer', 'boolean', 'text'], ['text']),
      () => 'FLOAT[]',
    ),
  }),
  example: { params: {}, inputs: { rows: 'splitPenguins' } },
})
