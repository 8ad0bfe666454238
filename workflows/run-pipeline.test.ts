import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cancel } from '#services/runs/cancel.ts'
import type { OpenWorker } from './open-worker.ts'
import { specOf, type TestPlatform, testPlatform } from './testing/platform.ts'
import { type TestTemporal, testTemporal } from './testing/temporal.ts'
import { testWorker } from './testing/worker.ts'

const query = (from: string, text = 'SELECT n FROM a') => ({
  kind: 'etl.sql',
  params: { query: text },
  from: { a: from },
})
const numbers = (salt: string = randomUUID(), count = 10) => ({ kind: 'etl.numbers', params: { salt, count } })

describe('a run', () => {
  let platform: TestPlatform
  let temporal: TestTemporal
  let worker: OpenWorker
  beforeAll(async () => {
    ;[platform, temporal] = await Promise.all([testPlatform(), testTemporal()])
    worker = await testWorker(platform, temporal)
  })
  afterAll(async () => {
    await worker?.close()
    await Promise.all([platform?.close(), temporal?.close()])
  })

  it('makes every table after those that it needs', async () => {
    const runId = await platform.start(
      specOf({
        numbers: numbers(),
        double: query('numbers', 'SELECT n * 2 AS n FROM a'),
        odd: query('numbers', 'SELECT n FROM a WHERE n % 2 = 1'),
        both: {
          kind: 'etl.sql',
          params: { query: 'SELECT n FROM a JOIN b USING (n)' },
          from: { a: 'double', b: 'odd' },
        },
        all: { kind: 'etl.sql', params: { query: 'FROM a UNION ALL FROM b' }, from: { a: 'double', b: 'odd' } },
      }),
    )
    expect(await platform.ended(runId)).toMatchObject({ status: 'done', fault: null })
    expect(await platform.step(runId, 'both')).toMatchObject({ status: 'done', rowsIn: 15, rowsOut: 0, attempt: 1 })
    const { outputs } = await platform.step(runId, 'all')
    expect(outputs).toMatchObject({ rows: { type: 'table', rows: 15, columns: [{ name: 'n', type: 'BIGINT' }] } })
    const table = outputs?.rows
    const path = await platform.store.path(table?.type === 'table' ? table.artifact : '')
    const { rows } = await platform.tables.preview(path, { offset: 0, limit: 100 })
    expect(rows.flat().reduce<number>((sum, n) => sum + Number(n), 0)).toBe(90 + 25)
  })

  it('takes a Parquet file that is loaded as it is for the table, without a copy', async () => {
    const output = join(platform.work, `${randomUUID()}.parquet`)
    const sql = 'SELECT i, i / 2 AS half FROM range(100) r(i)'
    const { columns } = await platform.tables.select({ sql, tables: {}, files: [], output })
    const { sha256 } = await platform.store.adopt(output)
    const files = { 'halves.parquet': { name: 'halves.parquet', sha256, format: 'parquet' as const, columns } }
    const load = { kind: 'etl.load-file', params: { file: 'halves.parquet' } }
    const runId = await platform.start(specOf({ load, small: query('load', 'FROM a WHERE i < 10') }), files)
    await platform.ended(runId)
    const { outputs, rowsOut } = await platform.step(runId, 'load')
    expect(outputs).toMatchObject({ rows: { artifact: sha256, rows: 100, columns } })
    expect(rowsOut).toBe(100)
    expect(await platform.step(runId, 'small')).toMatchObject({ status: 'done', rowsOut: 10 })
  })

  it('reuses what a run before it made, and makes the rest', async () => {
    const salt = randomUUID()
    const first = { numbers: numbers(salt), half: query('numbers', 'SELECT n FROM a WHERE n < 5') }
    const before = await platform.start(specOf(first))
    await platform.ended(before)
    const after = await platform.start(specOf({ ...first, quarter: query('half', 'SELECT n FROM a WHERE n < 2') }))
    await platform.ended(after)
    expect(await platform.statuses(after)).toEqual({ numbers: 'reused', half: 'reused', quarter: 'done' })
    expect(await platform.step(after, 'half')).toMatchObject({ reusedFrom: before, rowsOut: 5 })
  })

  it('ends what depends on a failure and finishes what does not', async () => {
    const runId = await platform.start(
      specOf({
        numbers: numbers(),
        wrong: query('numbers', `SELECT error('no luck: ' || n) AS n FROM a`),
        after: query('wrong'),
        later: query('after'),
        beside: query('numbers', 'SELECT max(n) AS n FROM a'),
      }),
    )
    const run = await platform.ended(runId)
    expect(run).toMatchObject({ status: 'failed', fault: { code: 'BAD_DATA', at: { node: 'wrong' } } })
    expect(run.fault?.message).toContain('no luck: 0')
    expect(await platform.statuses(runId)).toEqual({
      numbers: 'done',
      wrong: 'failed',
      after: 'skipped',
      later: 'skipped',
      beside: 'done',
    })
  })

  it('stops when it is cancelled', async () => {
    const runId = await platform.start(
      specOf({
        many: numbers(randomUUID(), 3e6),
        forever: query('many', 'SELECT count(*) AS n FROM a, a AS b, a AS c'),
        after: query('forever'),
      }),
    )
    await platform.until(runId, async () => (await platform.statuses(runId)).forever === 'running')
    await cancel(platform.as(platform.actor), { id: runId })
    expect(await platform.ended(runId)).toMatchObject({ status: 'cancelled', fault: null })
    expect(await platform.statuses(runId)).toEqual({ many: 'done', forever: 'cancelled', after: 'cancelled' })
  })
})
