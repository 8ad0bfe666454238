import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import type { UnknownSchema } from '#pipeline/ports/index.ts'
import { model, table } from '#pipeline/ports/index.ts'
import { slug } from '../../deployment/slug.ts'

const hour = 3_600_000

export default defineNode({
  kind: 'monitor.read-predictions',
  version: 1,
  title: 'Read predictions',
  doc: `Reads what an endpoint was asked and what it answered, as a table: the columns of its model, then the answer, its probabilities, version, time and
id. It gives the model that answers now as well, to compare with.

It always reads anew, because what an endpoint answered changes by the second; so nothing after it is reused either.`,
  params: z.object({
    endpoint: slug().meta({ title: 'Endpoint' }),
    hours: z
      .number()
      .gt(0)
      .max(24 * 366)
      .default(24)
      .meta({ title: 'Hours', description: 'How far the window goes back.' }),
    until: z.string().default('').meta({
      title: 'Until',
      description:
        'The end of the window, as 2026-01-31T12:00:00Z; empty is now. A schedule fills in {{ scheduled_time }}.',
    }),
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
    if (!placeholder.test(until)) windowEnd(until)
    return { rows: untilRun, model: untilRun }
  },
  resembles: ({ params: { endpoint } }) => endpoint,
  run: async ({ params: { endpoint, hours, until, versions }, platform }) => {
    const end = windowEnd(until)
    const { rows, model } = await platform.readPredictions({
      endpoint,
      versions,
      from: new Date(end.getTime() - hours * hour),
      until: end,
    })
    return { rows, model }
  },
  example: { params: { endpoint: 'penguins', until: '2026-01-31T12:00:00Z' }, inputs: {} },
})

const untilRun: UnknownSchema = {
  type: 'unknown',
  reason: 'what an endpoint was asked is known once this has run',
  untilRun: true,
}

/** What a schedule fills in. */
const placeholder = /^\{\{\s*\w+\s*\}\}$/

function windowEnd(until: string): Date {
  if (!until) return new Date()
  const end = new Date(until)
  if (Number.isNaN(end.getTime()))
    throw new Fault('INVALID_INPUT', `not a time: ${until}`, {
      at: { param: 'until' },
      hint: 'write it as 2026-01-31T12:00:00Z, or leave it empty for now',
    })
  return end
}
