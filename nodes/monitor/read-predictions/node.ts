import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { model, table } from '#pipeline/ports/index.ts'
import { slug } from '../../deployment/slug.ts'
import { requireTime, untilRun, windowOf, windowParams } from '../window.ts'

export default defineNode({
  kind: 'monitor.read-predictions',
  version: 2,
  title: 'Read predictions',
  doc: `Reads what an endpoint was asked and what it answered, as a table: the columns of its model, then the answer, its probabilities, version, what it
should have been (the target, where a label has told it since), time and id. It gives the model that answers now as well, to compare with.

It always reads anew, because what an endpoint answered changes by the second; so nothing after it is reused either.`,
  params: z.object({
    endpoint: slug().meta({ title: 'Endpoint' }),
    ...windowParams(24),
    versions: z.enum(['current', 'all']).default('current').meta({
      title: 'Versions',
      description: 'Only what the version answered that answers now, or all that were asked.',
    }),
  }),
  inputs: {},
  outputs: {
    rows: table('One row a prediction, the oldest first.'),
    model: model('The version that answers now.'),
  },
  live: true,
  long: true,
  summary: ({ endpoint, hours }) => `${endpoint}, last ${hours} ${hours === 1 ? 'hour' : 'hours'}`,
  infer: ({ params: { until } }) => {
    requireTime(until)
    return { rows: untilRun, model: untilRun }
  },
  resembles: ({ params: { endpoint } }) => endpoint,
  run: async ({ params: { endpoint, hours, until, versions }, platform }) => {
    const window = windowOf({ hours, until })
    const { rows, model } = await platform.readPredictions({ endpoint, versions, ...window })
    return { rows, model }
  },
  example: { params: { endpoint: 'penguins', until: '2026-01-31T12:00:00Z' }, inputs: {} },
})
