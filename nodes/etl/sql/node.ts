import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { sqlQuery } from '#pipeline/params.ts'
import { optional, table } from '#pipeline/ports/index.ts'
import { sql, userSql } from '#pipeline/sql.ts'

export default defineNode({
  kind: 'etl.sql',
  version: 1,
  title: 'SQL',
  doc: `Runs one SELECT over up to three tables. They are called \`a\`, \`b\` and \`c\`: \`SELECT origin, avg(delay) AS delay FROM a GROUP BY ALL
ORDER BY origin\`.

The language is DuckDB's. The query sees its tables and nothing else: no files, no network, no settings. Say ORDER BY where a query
groups or joins, so that the same data gives the same table each time.`,
  params: z.object({
    query: sqlQuery().meta({ title: 'Query', description: 'One SELECT over the tables a, b and c.' }),
  }),
  inputs: {
    a: table('The table called a.'),
    b: optional(table('The table called b.')),
    c: optional(table('The table called c.')),
  },
  outputs: { rows: table('What the query selects.') },
  summary: ({ query }) => query.trim().split('\n', 1)[0] ?? '',
  sql: ({ params }) => sql`${userSql(params.query.replace(/[\s;]+$/, ''))}`,
  example: {
    params: {
      query: 'SELECT species, island, count(*) AS penguins, avg(mass) AS mass FROM a GROUP BY ALL ORDER BY ALL;',
    },
    inputs: { a: 'penguins' },
  },
})
