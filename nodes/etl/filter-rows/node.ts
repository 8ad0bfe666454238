import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { sqlExpression } from '#pipeline/params.ts'
import { table } from '#pipeline/ports/index.ts'
import { sql, userSql } from '#pipeline/sql.ts'
import { inRowOrder, mayShuffle } from '../../in-row-order.ts'
import { inputTable } from '../../input-table.ts'

export default defineNode({
  kind: 'etl.filter-rows',
  version: 1,
  title: 'Filter rows',
  doc: `Keeps the rows for which a condition holds. All others are left out; the order stays.

Write the condition in SQL over the columns: \`distance > 500 AND origin IS NOT NULL\`. A row for which the condition cannot be decided,
because a value is missing, is left out. Names with spaces stand in double quotes: \`"Body Mass (g)" > 4000\`.`,
  params: z.object({
    where: sqlExpression({ of: 'rows', truth: true }).meta({
      title: 'Keep rows where',
      description: 'A condition over the columns, such as: distance > 500',
    }),
  }),
  inputs: { rows: table('The table to choose from.') },
  outputs: { rows: table('The rows for which the condition holds.') },
  summary: ({ where }) => `where ${where}`,
  sql: ({ params, inputs }) => {
    const rows = inputTable(inputs, 'rows')
    const where = userSql(params.where)
    return mayShuffle(params.where)
      ? inRowOrder(rows, (numbered) => sql`SELECT * FROM ${numbered} WHERE ${where}`)
      : sql`SELECT * FROM ${rows.view} WHERE ${where}`
  },
  example: { params: { where: '"Beak Length (mm)" > 45 AND sex IS NOT NULL' }, inputs: { rows: 'penguins' } },
})
