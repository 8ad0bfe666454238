import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { catalogue } from '#nodes/index.ts'
import { subscribe } from '../../events/subscribe.ts'
import { openTestPlatform } from '../../testing/platform.ts'
import { create as createExperiment } from '../experiments/create.ts'
import { list } from '../experiments/list.ts'
import { remove as removeExperiment } from '../experiments/remove.ts'
import { restore as restoreExperiment } from '../experiments/restore.ts'
import { create } from './create.ts'
import { keys } from './keys.ts'
import { log } from './log.ts'
import { outline } from './outline.ts'
import { remove } from './remove.ts'
import { rows } from './rows.ts'
import { search } from './search.ts'

const platform = await openTestPlatform({ catalogue })
const { owner: ctx } = platform
afterAll(() => platform.close())

const experiment = async () => (await createExperiment(ctx, { name: randomUUID() })).number
const run = (number: number, fields: Partial<Parameters<typeof create>[1]> = {}) =>
  create(ctx, { experiment: number, kind: 'client', ...fields })

/** Runs by SQL alone, run-1 the oldest. */
async function many(number: number, count: number): Promise<void> {
  await ctx.db.execute(sql`insert into tracked_runs
    (project_id, experiment_id, kind, name, status, started_at, user_name, created_by)
    select project_id, id, 'client', 'run-' || n, 'finished', n, '', 'x'
    from experiments, generate_series(1, ${count}::int) n
    where project_id = ${ctx.actor.projectId} and number = ${number}`)
  await ctx.db.execute(sql`insert into latest_metrics (run_id, key, value, step, at)
    select r.id, 'loss', (r.started_at * 7919) % 1009, 0, 0 from tracked_runs r join experiments e on e.id = r.experiment_id
    where e.number = ${number} and e.project_id = ${ctx.actor.projectId}`)
}

describe('a table of many runs', () => {
  test.each([[['start_time desc']], [['metrics.loss']], [['params.none desc', 'metrics.loss desc']]])(
    'ordered by %j has pages that together are all runs once, each found without those before',
    async (orderBy) => {
      const number = await experiment()
      await many(number, 950)
      const question = { experiments: [number], orderBy }
      const { total, pages } = await outline(ctx, question)
      expect([total, pages.length]).toEqual([950, 4])
      const found = await Promise.all([undefined, ...pages].map((pageToken) => rows(ctx, { ...question, pageToken })))
      const ids = found.flat().map(({ id }) => id)
      expect(new Set(ids).size).toBe(950)
      expect((await search(ctx, question)).runs.map(({ id }) => id)).toEqual(ids)
    },
  )

  test('says how many a filter finds', async () => {
    const number = await experiment()
    await many(number, 300)
    expect(await outline(ctx, { experiments: [number], filter: "run_name = 'run-7'" })).toEqual({ total: 1, pages: [] })
    expect(await outline(ctx, { experiments: [number], filter: "run_name = 'x'" })).toEqual({ total: 0, pages: [] })
  })

  test('has the columns that are wished, with what is not a finite number as its name', async () => {
    const number = await experiment()
    const { id } = await run(number)
    const at = 1
    await log(ctx, {
      id,
      metrics: [
        { key: 'a', value: Number.NaN, at },
        { key: 'b', value: Number.POSITIVE_INFINITY, at },
        { key: 'c', value: 1, at },
      ],
      params: [{ key: 'p', value: 'x'.repeat(1000) }],
    })
    const [row] = await rows(ctx, { experiments: [number], metrics: ['a', 'b'], params: ['p', 'q'] })
    expect(row).toMatchObject({ id, metrics: { a: 'NaN', b: 'Infinity' }, params: { p: 'x'.repeat(300) }, tags: {} })
    expect(row?.metrics).not.toHaveProperty('c')
  })

  test('says at which character a filter cannot be read', async () => {
    const at = (filter: string) => rows(ctx, { filter }).catch(({ at }) => at)
    expect(await at('metrics.a > 1 and 3')).toEqual({ offset: 18 })
    expect(await at('metrics.a >')).toEqual({ offset: 11 })
    expect(await at('metrics.a > 1 and § = 2')).toEqual({ offset: 18 })
    expect(await at("metrics.a > 1 and colour = 'x'")).toEqual({ offset: 18 })
    expect(await at('metrics.a > 1 and things.b = 2')).toEqual({ offset: 18 })
  })
})

describe('runs beneath a run', () => {
  test('stand beneath it, and at the top where it is in the trash', async () => {
    const number = await experiment()
    const parent = await run(number, { startedAt: 1 })
    const tags = [{ key: 'mlflow.parentRunId', value: parent.id.replaceAll('-', '') }]
    const child = await run(number, { startedAt: 2, tags })
    const names = async (more: object) => (await rows(ctx, { experiments: [number], ...more })).map(({ id }) => id)
    expect(await names({ shape: 'nested' })).toEqual([parent.id])
    expect(await names({ parent: parent.id })).toEqual([child.id])
    expect((await rows(ctx, { experiments: [number], shape: 'nested' }))[0]?.children).toBe(1)
    expect(await outline(ctx, { experiments: [number], shape: 'nested' })).toMatchObject({ total: 1 })
    await remove(ctx, { id: parent.id })
    expect(await names({ shape: 'nested' })).toEqual([child.id])
  })
})

test('keys are those that occur, the usual ones first, and whether they differ, at the top and beneath', async () => {
  const number = await experiment()
  for (const value of ['1', '2']) {
    const parent = await run(number)
    const tags = [{ key: 'mlflow.parentRunId', value: parent.id }]
    const child = await run(number, { tags })
    const params = [{ key: 'depth', value }]
    await log(ctx, { id: child.id, params, metrics: value === '1' ? [{ key: 'loss', value: 1, at: 1 }] : [] })
    await log(ctx, { id: parent.id, params: [{ key: 'seed', value: '0' }] })
  }
  expect((await keys(ctx, { experiments: [number] })).filter(({ entity }) => entity !== 'tag')).toEqual([
    { entity: 'param', key: 'depth', runs: 2, varies: true, top: 0, topVaries: false },
    { entity: 'param', key: 'seed', runs: 2, varies: false, top: 2, topVaries: false },
    { entity: 'metric', key: 'loss', runs: 1, varies: false, top: 0, topVaries: false },
  ])
})

test('a list of experiments says how many runs each has on its side of the trash, and when the newest began', async () => {
  const number = await experiment()
  await run(number, { startedAt: 5 })
  const other = await run(number, { startedAt: 9 })
  await remove(ctx, { id: other.id })
  const entry = async (lifecycle: 'active' | 'deleted') =>
    (await list(ctx, { lifecycle })).find((one) => one.number === number)
  expect(await entry('active')).toMatchObject({ runs: 1, lastRunAt: 5 })
  await removeExperiment(ctx, { number })
  expect(await entry('active')).toBeUndefined()
  expect(await entry('deleted')).toMatchObject({ runs: 2, lastRunAt: 9 })
  await restoreExperiment(ctx, { number })
  expect(await entry('active')).toMatchObject({ runs: 1, lastRunAt: 5 })
})

test('shows a project nothing of another', async () => {
  const number = await experiment()
  await run(number)
  const stranger = await platform.stranger()
  expect(await rows(stranger, {})).toEqual([])
  expect(await keys(stranger, {})).toEqual([])
  expect((await outline(stranger, {})).total).toBe(0)
})

test('who looks is told that a run is logged to, but not of each of a thousand points', async () => {
  const number = await experiment()
  const { id } = await run(number)
  const ending = new AbortController()
  const events = subscribe(ctx, { run: id }, ending.signal)
  await events.next()
  for (let step = 0; step < 100; step++) await log(ctx, { id, metrics: [{ key: 'loss', value: step, step, at: step }] })
  expect((await events.next()).value).toMatchObject({ topic: 'tracked-run', run: id })
  const told = events.next()
  ending.abort()
  const last = await told
  expect(last.done || last.value.topic === 'tracked-run').toBe(true)
})
