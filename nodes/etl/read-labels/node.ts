import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { table } from '#pipeline/ports/index.ts'
import { slug } from '../../deployment/slug.ts'
import { requireTime, untilRun, windowOf, windowParams } from '../../monitor/window.ts'

export default defineNode({
  kind: 'etl.read-labels',
  version: 1,
  title: 'Read labels',
  doc: `Reads what an endpoint was asked and what it should have answered, as rows to train on: the columns of its model, then the target, time and id.

Labels come by API (\`POST /labels/<endpoint>\`), from files, from the command line and from demos. What was read is kept with the run as any table is, so each
training says which labels it saw. Together with the rows that a model was trained on first: a SQL node with \`SELECT * FROM a UNION ALL BY NAME SELECT * FROM b\`.`,
  params: z.object({
    endpoint: slug().meta({ title: 'Endpoint' }),
    ...windowParams(720),
    labels: z.enum(['all', 'without-demos']).default('all').meta({
      title: 'Labels',
      description: 'All of them, or without what visitors of demos said.',
    }),
  }),
  inputs: {},
  outputs: { rows: table('One row a labelled prediction, the oldest first.') },
  live: true,
  long: true,
  summary: ({ endpoint, hours }) => `${endpoint}, last ${hours} ${hours === 1 ? 'hour' : 'hours'}`,
  infer: ({ params: { until } }) => {
    requireTime(until)
    return { rows: untilRun }
  },
  resembles: ({ params: { endpoint } }) => endpoint,
  run: async ({ params: { endpoint, hours, until, labels }, platform }) => {
    const window = windowOf({ hours, until })
    const { rows } = await platform.readPredictions({ endpoint, versions: 'all', labels, ...window })
    return { rows }
  },
  example: { params: { endpoint: 'penguins', until: '2026-01-31T12:00:00Z' }, inputs: {} },
})
