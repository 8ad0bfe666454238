import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type TestApp } from '#engines/apps/testing.ts'
import externalApp from '#nodes/deployment/external-app/node.ts'
import type { TableValue } from '#pipeline/ports/table.ts'
import { type TestPlatform, testPlatform } from '../testing/platform.ts'
import { createReporter } from './reporter.ts'
import { runBody } from './run-body.ts'
import type { StepWork } from './step-work.ts'

let platform: TestPlatform
let app: TestApp
let rows: TableValue
let said: (string | undefined)[] = []
beforeAll(async () => {
  ;[platform, app] = await Promise.all([testPlatform(), startApp()])
  const output = join(await mkdtemp(join(tmpdir(), 'espalier-rows-')), 'rows.parquet')
  const sql = "SELECT * FROM (VALUES ('Ada', 2, 3.5), ('nobody', 1, NULL), ('Bob', 3, 1.0)) t(name, count, weight)"
  const made = await platform.tables.select({ sql, tables: {}, files: [], output })
  const { sha256 } = await platform.store.adopt(output)
  rows = { type: 'table', artifact: sha256, ...made }
})
afterAll(async () => {
  await app?.close()
  await platform?.close()
})

async function run(params: Record<string, unknown>, allowed = ['127.0.0.1']) {
  const folder = await mkdtemp(join(tmpdir(), 'espalier-step-'))
  said = []
  const report = createReporter(async ({ progress }) => {
    said.push(progress?.message)
  })
  const work = {
    ctx: { ...platform.as(platform.actor), egress: { allowed, tokens: {} } },
    ...{
      runId: 'run',
      folder,
      report,
      signal: new AbortController().signal,
      inputs: { rows },
      definition: externalApp,
    },
    step: { node: 'it', params: externalApp.params.parse({ url: app.url, call: '/greet', ...params }) },
  } as unknown as StepWork
  const made = await runBody(work)
  await report.close()
  const table = made.outputs.rows as TableValue
  const path = await platform.store.path(table.artifact)
  return { table, made, shown: await platform.tables.preview(path, { offset: 0, limit: 10 }) }
}

const inputs = [
  { parameter: 'name', column: 'name' },
  { parameter: 'times', column: 'count' },
]
const answers = [{ name: 'greeting' }, { name: 'length', type: 'number' }]

it('puts what an app answers beside each row, and why one has no answer', { timeout: 60_000 }, async () => {
  const { table, made, shown } = await run({ inputs, answers, badRows: 'keep' })
  expect(table.columns.map(({ name, type }) => `${name} ${type}`).slice(3)).toEqual([
    'greeting VARCHAR',
    'length DOUBLE',
    'problem VARCHAR',
  ])
  expect(shown.rows).toEqual([
    ['Ada', 2, 3.5, 'hello Adahello Ada', 3, null],
    ['nobody', 1, null, null, null, expect.stringContaining('nobody is not greeted')],
    ['Bob', 3, 1, 'hello Bobhello Bobhello Bob', 3, null],
  ])
  expect(made.artifacts).toMatchObject([{ sha256: table.artifact }])
  expect(said.at(-1)).toBe('3 of 3 rows')
})

it.each([
  [
    'a row that fails',
    { inputs, answers },
    { code: 'BAD_DATA', message: expect.stringContaining('row 2'), at: { row: 2 } },
  ],
  ['more rows than were allowed', { inputs, mostRows: 2 }, { code: 'LIMIT', at: { param: 'mostRows' } }],
])('stops at %s', { timeout: 60_000 }, async (_, params, fault) => {
  await expect(run(params)).rejects.toMatchObject(fault)
})

it('does not reach into a private network', { timeout: 60_000 }, async () => {
  await expect(run({ inputs, answers }, [])).rejects.toMatchObject({
    code: 'FORBIDDEN',
    hint: expect.stringContaining('ESPALIER_ALLOWED_ADDRESSES'),
  })
})
