import { z } from 'zod'
import { type TypeFamily, typeFamily } from '#pipeline/columns.ts'
import { defineNode } from '#pipeline/define-node.ts'
import { columnNames } from '#pipeline/params.ts'
import { table } from '#pipeline/ports/index.ts'
import { chosenColumns, refitted } from '../chosen-columns.ts'

const families = ['number', 'integer', 'boolean', 'text'] as const satisfies TypeFamily[]

const params = z.object({
  columns: columnNames({ of: 'rows' }).default([]).meta({
    title: 'Columns',
    description: 'Leave empty for all features: a column without gaps today may have some tomorrow.',
  }),
  numbers: z
    .enum(['median', 'mean', 'constant'])
    .default('median')
    .meta({ title: 'Numbers', description: 'What stands in for a missing number.' }),
  number: z
    .number()
    .default(0)
    .meta({ title: 'Number', when: { param: 'numbers', is: ['constant'] } }),
  texts: z
    .enum(['most-frequent', 'constant'])
    .default('most-frequent')
    .meta({ title: 'Text', description: 'What stands in for a missing text.' }),
  text: z
    .string()
    .default('missing')
    .meta({ title: 'Word', when: { param: 'texts', is: ['constant'] } }),
})

export default defineNode({
  kind: 'feature.impute',
  version: 1,
  title: 'Impute',
  doc: `Fills in missing values. What stands in for them is learnt from the training rows, and the same is done to every row that the model is
later asked about.

Numbers become the median, the mean or a number of your choice; yes/no columns become what is more frequent. Text becomes the most frequent
value or a word of your choice. All feature columns are covered unless you choose some, even those without gaps in this table.`,
  params,
  inputs: { rows: table('Rows that went through Split.') },
  outputs: { rows: table('The same rows without gaps in these columns.') },
  fitted: true,
  columnwise: true,
  summary: ({ columns, numbers, number, texts, text }) =>
    `${columns.length ? columns.join(', ') : 'all features'}: ${numbers === 'constant' ? number : numbers} for numbers, ${texts === 'constant' ? `“${text}”` : 'the most frequent'} for text`,
  python: 'run.py',
  infer: ({ params, inputs: { rows } }) => ({
    rows: refitted(rows, chosenColumns(rows.columns, params.columns, families), ({ type }) =>
      typeFamily(type) === 'text' ? 'VARCHAR' : 'DOUBLE',
    ),
  }),
  example: { params: {}, inputs: { rows: 'splitPenguins' } },
})
