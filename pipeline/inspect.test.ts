import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Column } from './columns.ts'
import { type Catalogue, defineNode } from './define-node.ts'
import { applyEdit } from './edit.ts'
import type { Bind } from './expressions.ts'
import { Fault } from './fault.ts'
import { type InspectionCache, inspect } from './inspect.ts'
import { columnName, columnTypes, fileName } from './params.ts'
import { table } from './ports/index.ts'
import { edgeId, type Spec } from './spec.ts'
import { identifier, sql } from './sql.ts'

const load = defineNode({
  kind: 'etl.load',
  version: 1,
  title: 'Load',
  doc: 'Loads.',
  params: z.object({ file: fileName(), types: columnTypes() }),
  inputs: {},
  outputs: { rows: table('rows') },
  summary: ({ file }) => file,
  sql: ({ params, inputs }) =>
    sql`SELECT * FROM ${inputs.files.file?.scan({ types: params.types, skipBadRows: false }) ?? identifier('none')}`,
  example: { params: { file: 'a.csv' }, inputs: {} },
})

const split = defineNode({
  kind: 'feature.split',
  splits: true,
  version: 1,
  title: 'Split',
  doc: 'Splits.',
  params: z.object({}),
  inputs: { rows: table('rows') },
  outputs: { rows: table('rows') },
  summary: () => 'split',
  infer: ({ inputs: { rows } }) => ({
    rows: { type: 'table', columns: [...rows.columns, { name: 'split', type: 'VARCHAR', role: 'split' }] },
  }),
  run: async ({ inputs: { rows } }) => ({ rows }),
  example: { params: {}, inputs: { rows: 'any' } },
})

const fit = defineNode({
  kind: 'feature.fit',
  version: 1,
  title: 'Fit',
  doc: 'Fits.',
  fitted: true,
  params: z.object({ column: columnName({ of: 'rows' }) }),
  inputs: { rows: table('rows') },
  outputs: { rows: table('rows') },
  summary: ({ column }) => column,
  infer: ({ params, inputs: { rows } }) => {
    if (!rows.columns.some(({ name }) => name === params.column))
      throw new Fault('INVALID_INPUT', `no such column: ${params.column}`, {
        at: { param: 'column', column: params.column },
      })
    return { rows }
  },
  run: async ({ inputs: { rows } }) => ({ rows }),
  example: { params: { column: 'a' }, inputs: { rows: 'any' } },
})

const catalogue: Catalogue = new Map([load, split, fit].map((node) => [node.kind, node]))
const columns: Column[] = [{ name: 'a', type: 'BIGINT' }]
const files = { 'a.csv': { name: 'a.csv', sha256: 'f', format: 'csv' as const, columns } }
const bind: Bind = async (text) => (text.includes('AS VARCHAR') ? [{ name: 'a', type: 'VARCHAR' }] : columns)

const wire = (from: string, to: string) => {
  const edge = { from: { node: from, port: 'rows' }, to: { node: to, port: 'rows' } }
  return { [edgeId(edge)]: edge }
}
const drawn = (fitParams: Record<string, unknown>): Spec => ({
  espalier: 1,
  name: 'x',
  parameters: {},
  nodes: {
    load: { kind: 'etl.load', params: { file: 'a.csv' } },
    fit: { kind: 'feature.fit', params: fitParams },
  },
  edges: wire('load', 'fit'),
})

test('a fitted node without a split is a problem, and its fix mends it', async () => {
  const spec = drawn({ column: 'a' })
  const { problems } = await inspect(spec, catalogue, files, bind)
  expect(problems).toMatchObject([{ severity: 'error', at: { node: 'fit', port: 'rows' } }])
  const fix = problems[0]?.fix
  const mended = await inspect(applyEdit(spec, fix ?? { label: 'none' }), catalogue, files, bind)
  expect(mended.problems).toEqual([])
  expect(mended.nodes.fit?.outputs.rows).toMatchObject({ type: 'table', columns: [{ name: 'a' }, { role: 'split' }] })
})

test('a wrong column is a problem at its parameter, and what follows is unknown with the reason', async () => {
  const spec: Spec = {
    ...drawn({ column: 'gone' }),
    edges: { ...wire('load', 'split'), ...wire('split', 'fit') },
  }
  spec.nodes.split = { kind: 'feature.split', params: {} }
  const { problems, nodes } = await inspect(spec, catalogue, files, bind)
  expect(problems).toMatchObject([
    { message: 'no such column: gone', at: { node: 'fit', param: 'column', column: 'gone' } },
  ])
  expect(nodes.fit?.outputs.rows).toEqual({ type: 'unknown', reason: 'no such column: gone' })
})

test('a missing file and a corrected type of a vanished column name their parameter', async () => {
  const spec = drawn({ column: 'a' })
  const gone = await inspect(spec, catalogue, {}, bind)
  expect(gone.problems[0]).toMatchObject({ message: 'no such file: a.csv', at: { node: 'load', param: 'file' } })

  spec.nodes.load = { kind: 'etl.load', params: { file: 'a.csv', types: { b: 'VARCHAR' } } }
  const vanished = await inspect(spec, catalogue, files, bind)
  expect(vanished.problems[0]).toMatchObject({ at: { node: 'load', param: 'types', column: 'b' } })
})

test('an unchanged node is not bound again', async () => {
  let calls = 0
  const counting: Bind = (...given) => {
    calls += 1
    return bind(...given)
  }
  const cache: InspectionCache = new Map()
  await inspect(drawn({ column: 'a' }), catalogue, files, counting, cache)
  await inspect(drawn({ column: 'b' }), catalogue, files, counting, cache)
  expect(calls).toBe(1)
})
