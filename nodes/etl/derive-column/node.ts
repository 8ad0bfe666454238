import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { columnNames, sqlExpression } from '#pipeline/params.ts'
import { table } from '#pipeline/ports/index.ts'
import { identifier, list, type SqlText, sql, userSql } from '#pipeline/sql.ts'
import { requireColumns, sameName } from '../../column-names.ts'
import { inRowOrder, mayShuffle } from '../../in-row-order.ts'
import { inputTable } from '../../input-table.ts'

const derived = z.object({
  name: z.string().min(1).meta({ title: 'Name', description: 'A new column, or an existing one to replace.' }),
  expression: sqlExpression({ of: 'rows' }).meta({ title: 'Value', description: 'For example: delay > 15' }),
})

export default defineNode({
  kind: 'etl.derive-column',
  version: 1,
  title: 'Derive column',
  doc: `Computes new columns from the ones there are. Each new column is an expression over the row, in SQL: \`hour(departure)\`,
\`delay > 15\`, \`lower(city) || ', ' || state\`.

A later column may use an earlier one. A column that bears the name of an existing one replaces it. Columns that are no longer needed,
or that a model must not see because they give the answer away, can be dropped at the end.`,
  params: z.object({
    columns: z.array(derived).default([]).meta({ title: 'New columns', description: 'Computed one after another.' }),
    drop: columnNames({ of: 'rows' })
      .default([])
      .meta({ title: 'Drop', description: 'Columns to leave out afterwards.' }),
  }),
  inputs: { rows: table('The table to start from.') },
  outputs: { rows: table('The table with its new columns.') },
  summary: ({ columns, drop }) =>
    [
      ...columns.map(({ name, expression }) => `${name} = ${expression}`),
      ...(drop.length ? [`without ${drop.join(', ')}`] : []),
    ].join('; ') || 'nothing yet',
  sql: ({ params, inputs }) => {
    const rows = inputTable(inputs, 'rows')
    const names = rows.columns.map(({ name }) => name)
    const added = params.columns.map(({ name }) => ({ name, type: '' }))
    requireColumns([...rows.columns, ...added], params.drop, 'drop')

    const body = (source: SqlText): SqlText => {
      let select = sql`SELECT * FROM ${source}`
      for (const { name, expression } of params.columns) {
        const value = sql`${userSql(expression)} AS ${identifier(name)}`
        const existing = names.some((known) => sameName(known, name))
        select = existing ? sql`SELECT * REPLACE (${value}) FROM (${select})` : sql`SELECT *, ${value} FROM (${select})`
        if (!existing) names.push(name)
      }
      return params.drop.length ? sql`SELECT * EXCLUDE (${list(params.drop.map(identifier))}) FROM (${select})` : select
    }
    return params.columns.some(({ expression }) => mayShuffle(expression)) ? inRowOrder(rows, body) : body(rows.view)
  },
  example: {
    params: {
      columns: [
        { name: 'beak', expression: '"Beak Length (mm)" * "Beak Depth (mm)"' },
        { name: 'slim beak', expression: 'beak < avg(beak) OVER (PARTITION BY species)' },
        { name: 'island', expression: 'lower(island)' },
      ],
      drop: ['sex'],
    },
    inputs: { rows: 'penguins' },
  },
})
