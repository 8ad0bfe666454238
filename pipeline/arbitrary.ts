import fc from 'fast-check'
import { z } from 'zod'
import { type Catalogue, defineNode } from './define-node.ts'
import { optional, table } from './ports/index.ts'
import { type Edge, edgeId, type Spec } from './spec.ts'
import { identifier, sql } from './sql.ts'

/* Properties are tried on the same cases every time, so that a failure can be seen again. */
fc.configureGlobal({ seed: 20240607, numRuns: 200 })

/** Two kinds of node are enough to draw any graph of tables: one without inputs, one with up to three. */
const source = defineNode({
  kind: 'etl.source',
  version: 1,
  title: 'Source',
  doc: 'Makes a table.',
  params: z.object({ rows: z.number().int().default(1) }),
  inputs: {},
  outputs: { rows: table('the rows') },
  summary: ({ rows }) => `${rows} rows`,
  sql: () => sql`SELECT 1 AS one`,
  example: { params: {}, inputs: {} },
})

const combine = defineNode({
  kind: 'etl.combine',
  version: 1,
  title: 'Combine',
  doc: 'Stacks tables.',
  params: z.object({ label: z.string().default('') }),
  inputs: { a: table('first'), b: optional(table('second')), c: optional(table('third')) },
  outputs: { rows: table('the rows'), rest: table('the rest') },
  summary: ({ label }) => label,
  sql: () => sql`SELECT * FROM ${identifier('a')}`,
  example: { params: {}, inputs: {} },
})

export const catalogue: Catalogue = new Map([source, combine].map((node) => [node.kind, node]))

const position = fc.record({ x: fc.integer({ min: -5000, max: 5000 }), y: fc.integer({ min: -5000, max: 5000 }) })

/** Specs that compile: node n may only be fed by nodes before it, each input by one wire. */
export const specs: fc.Arbitrary<Spec> = fc
  .array(
    fc.record({
      sources: fc.array(fc.nat(), { maxLength: 3 }),
      port: fc.constantFrom('rows', 'rest'),
      param: fc.oneof(fc.integer(), fc.string()),
      position: fc.option(position, { nil: undefined }),
      name: fc.option(fc.string({ minLength: 1, maxLength: 20 }), { nil: undefined }),
      notes: fc.option(fc.string({ maxLength: 40 }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((drawn) => {
    const isSource = (index: number) => index === 0 || drawn[index]?.sources.length === 0
    const nodes = drawn.map(({ param, position, name, notes }, index) => [
      `n${index}`,
      {
        kind: isSource(index) ? 'etl.source' : 'etl.combine',
        params: isSource(index) ? { rows: typeof param === 'number' ? param : param.length } : { label: String(param) },
        ...(position && { position }),
        ...(name !== undefined && { name }),
        ...(notes !== undefined && { notes }),
      },
    ])
    const edges = drawn.flatMap(({ sources, port }, index) =>
      isSource(index)
        ? []
        : sources.map((pick, input): [string, Edge] => {
            const from = pick % index
            const edge = {
              from: { node: `n${from}`, port: isSource(from) ? 'rows' : port },
              to: { node: `n${index}`, port: ['a', 'b', 'c'][input] as string },
            }
            return [edgeId(edge), edge]
          }),
    )
    return {
      espalier: 1,
      name: 'drawn',
      parameters: {},
      nodes: Object.fromEntries(nodes),
      edges: Object.fromEntries(edges),
    }
  })

/** The same graph under other ids, names, notes and places. */
export function disguised(spec: Spec, salt: number): Spec {
  const id = (old: string) => `z${salt}-${old}`
  return {
    ...spec,
    name: `disguise ${salt}`,
    nodes: Object.fromEntries(
      Object.entries(spec.nodes)
        .reverse()
        .map(([old, { kind, params }]) => [id(old), { kind, params, name: `was ${old}`, position: { x: salt, y: 0 } }]),
    ),
    edges: Object.fromEntries(
      Object.values(spec.edges).map(({ from, to }) => {
        const edge = { from: { ...from, node: id(from.node) }, to: { ...to, node: id(to.node) } }
        return [edgeId(edge), edge]
      }),
    ),
  }
}
