import { z } from 'zod'
import { catalogue } from '#nodes/index.ts'
import { type Catalogue, defineNode } from '#pipeline/define-node.ts'
import { table } from '#pipeline/ports/index.ts'
import { literal, sql } from '#pipeline/sql.ts'

/** A table out of nothing, which the catalogue has no node for; `salt` makes keys of different runs differ. */
const numbers = defineNode({
  kind: 'etl.numbers',
  version: 1,
  title: 'Numbers',
  doc: 'Counts.',
  params: z.object({ count: z.number().default(10), salt: z.string().default('') }),
  inputs: {},
  outputs: { rows: table('The numbers.') },
  summary: ({ count }) => `${count}`,
  sql: ({ params }) => sql`SELECT range AS n, ${literal(params.salt)} AS salt FROM range(${literal(params.count)})`,
  example: { params: {}, inputs: {} },
})

/** Hands on what it gets: all that it costs is being a step. */
const pass = defineNode({
  kind: 'validation.pass',
  version: 1,
  title: 'Pass',
  doc: 'Does nothing.',
  params: z.object({ salt: z.string() }),
  inputs: { rows: table('Any rows.') },
  outputs: { rows: table('The same rows.') },
  summary: () => '',
  infer: ({ inputs }) => ({ rows: inputs.rows }),
  run: async ({ inputs }) => ({ rows: inputs.rows }),
  example: { params: { salt: '' }, inputs: {} },
})

/** Trains nothing, visibly: notes in `diary` that it began, and ends when `gate` appears. */
const slow = defineNode({
  kind: 'training.slow',
  version: 1,
  title: 'Slow',
  doc: 'Waits.',
  params: z.object({ diary: z.string(), gate: z.string() }),
  inputs: { rows: table('Any rows.') },
  outputs: { rows: table('The same rows.') },
  summary: () => '',
  python: 'run.py',
  infer: ({ inputs }) => ({ rows: inputs.rows }),
  example: { params: { diary: '', gate: '' }, inputs: {} },
})

export const testCatalogue: Catalogue = new Map([
  ...catalogue,
  ...[numbers, pass, slow].map((node) => [node.kind, node] as const),
])
