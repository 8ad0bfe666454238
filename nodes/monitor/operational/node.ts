import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { report } from '#pipeline/ports/index.ts'
import { operationMetrics } from '#pipeline/ports/watch.ts'
import { slug } from '../../deployment/slug.ts'
import { chunks } from '../chunks.ts'
import { requireTime, windowOf, windowParams } from '../window.ts'

const share = (title: string, description: string, most: number) =>
  z.number().min(0).max(1).default(most).meta({ title, description })

export default defineNode({
  kind: 'monitor.operational',
  version: 1,
  title: 'Operation',
  doc: `Says how an endpoint works: requests, those that failed here and those that were refused as wrong, how long answers took (50th, 95th and 99th percentile), for
each version; what of a processor its rows took and by how much a process grew when it was opened; and what the processes took that answer.

Counts are kept by the minute and longer than predictions. A version's processor time is that of the thread in which its model ran; the memory of a process serves
all endpoints, so of a version only what opening it took can be told, and of a small one that may be nothing.`,
  params: z.object({
    endpoint: slug().meta({ title: 'Endpoint' }),
    ...windowParams(24),
    failed: share('Failed', 'The highest share of requests that may fail here.', 0.01),
    refused: share('Refused', 'The highest share of requests that may be refused as wrong.', 0.05),
    p95: z.number().gt(0).default(1000).meta({
      title: 'Slowest',
      description: 'Milliseconds that 95 of 100 answers may take at most.',
    }),
    memory: z.number().gt(0).default(2048).meta({
      title: 'Memory',
      description: 'Megabytes that a process may take at most.',
    }),
    chunks: chunks(),
  }),
  inputs: {},
  outputs: { report: report('Each version: requests, failures and how long answers took, over time.') },
  live: true,
  summary: ({ endpoint, hours }) => `${endpoint}, last ${hours} ${hours === 1 ? 'hour' : 'hours'}`,
  infer: ({ params: { until } }) => {
    requireTime(until)
    return { report: { type: 'report', metrics: [...operationMetrics] } }
  },
  run: async ({ params: { endpoint, hours, until, chunks, ...most }, platform }) => {
    const { failed, refused, p95, memory } = most
    const limits = { failed, refused, p95, memory }
    const report = await platform.readOperation({ endpoint, chunks, most: limits, ...windowOf({ hours, until }) })
    return { report }
  },
  example: { params: { endpoint: 'penguins', until: '2026-01-31T12:00:00Z' }, inputs: {} },
})
