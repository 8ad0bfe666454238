import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { catalogue } from '#nodes/index.ts'
import { openTestPlatform } from '../../testing/platform.ts'
import { create } from '../runs/create.ts'
import { log } from '../runs/log.ts'
import { curves } from './curves.ts'
import { sparks } from './sparks.ts'

const platform = await openTestPlatform({ catalogue })
const { owner: ctx } = platform
afterAll(() => platform.close())

const run = async () => (await create(ctx, { experiment: 0, kind: 'client' })).id

/** `value` is SQL over the step `s`. */
async function logged(id: string, count: number, value: string): Promise<void> {
  await ctx.db.execute(sql`insert into metric_points (run_id, key, step, at, value)
    select ${id}, 'loss', s, 1000 + s * 10, ${sql.raw(value)} from generate_series(0, ${count - 1}::int) s`)
  await ctx.db.execute(sql`insert into latest_metrics (run_id, key, step, at, value)
    select run_id, key, step, at, value from metric_points where run_id = ${id} order by step desc limit 1`)
}

describe('a curve', () => {
  test('of few points is as it was logged, with what is no number beside', async () => {
    const id = await run()
    const values = [1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2]
    await log(ctx, { id, metrics: values.map((value, step) => ({ key: 'loss', value, step, at: step })) })
    const [curve] = await curves(ctx, { runs: [id], key: 'loss' })
    expect(curve?.form).toBe('as logged')
    expect(curve?.points.map(({ value, nan, up, down }) => [value, nan, up, down])).toEqual([
      [1, 0, 0, 0],
      [null, 1, 0, 0],
      [null, 0, 1, 0],
      [null, 0, 0, 1],
      [2, 0, 0, 0],
    ])
  })

  test('of very many is few points, loses no peak and counts all', async () => {
    const id = await run()
    await logged(
      id,
      100_000,
      `case s when 31415 then 1e6 when 500 then 'NaN' when 501 then '-Infinity' else s::float8 end`,
    )
    for (const axis of ['step', 'time'] as const) {
      const [curve] = await curves(ctx, { runs: [id], key: 'loss', axis, points: 200 })
      const points = curve?.points ?? []
      expect(curve?.form).toBe('summed up')
      expect(points).toHaveLength(200)
      expect(points.reduce((sum, { count }) => sum + count, 0)).toBe(100_000)
      expect(Math.max(...points.map(({ high }) => high ?? 0))).toBe(1e6)
      expect(points.map(({ nan, up, down }) => [nan, up, down]).find(([nan]) => nan)).toEqual([1, 0, 1])
      expect(points.at(-1)?.value).toBeCloseTo(99_749.5, 0)
    }
  })

  test('of a part is of that part alone, and more exact', async () => {
    const id = await run()
    await logged(id, 10_000, 's')
    const [curve] = await curves(ctx, { runs: [id], key: 'loss', from: 5000, to: 5099 })
    expect(curve?.points).toHaveLength(100)
    expect(curve?.form).toBe('as logged')
  })

  test('is drawn from points that all have one step', async () => {
    const id = await run()
    await log(ctx, { id, metrics: Array.from({ length: 900 }, (_, at) => ({ key: 'loss', value: at, at })) })
    const [byStep] = await curves(ctx, { runs: [id], key: 'loss', points: 100 })
    const [byTime] = await curves(ctx, { runs: [id], key: 'loss', points: 100, axis: 'time' })
    expect(byStep?.points).toHaveLength(1)
    expect(byTime?.points).toHaveLength(100)
    const [spark] = await sparks(ctx, { id })
    expect(spark?.values).toHaveLength(40)
    expect(spark?.values.at(-1)).toBe(899)
  })

  test('of a run of another project is not there', async () => {
    const id = await run()
    await logged(id, 3, 's')
    const stranger = await platform.stranger()
    expect(await curves(stranger, { runs: [id, randomUUID()], key: 'loss' })).toEqual([])
    expect(await sparks(stranger, { id })).toEqual([])
  })
})

test('a spark has the first point and the last, however many there are', async () => {
  const id = await run()
  await logged(id, 50_000, 's')
  const [spark] = await sparks(ctx, { id })
  expect([spark?.values.length, spark?.values[0], spark?.values.at(-1)]).toEqual([40, 0, 49_999])
})
