import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { firings as firingRows, outbox, schedules } from '#db/schema.ts'
import { catalogue } from '#nodes/index.ts'
import { emptySpec } from '#pipeline/spec.ts'
import { apply } from '../pipelines/apply.ts'
import { start } from '../runs/start.ts'
import { openTestPlatform } from '../testing/platform.ts'
import type { Calendar } from './calendar.ts'
import { create } from './create.ts'
import { firings } from './firings.ts'
import { get } from './get.ts'
import { update } from './update.ts'

const hour = 3_600_000

/** Each hour, whatever the timing. */
const calendar: Calendar = {
  times: async (_, { from, until, limit }) => {
    const first = (Math.floor(from.getTime() / hour) + 1) * hour
    const all = Array.from({ length: Math.min(limit, 100) }, (_, index) => new Date(first + index * hour))
    return until ? all.filter((at) => at <= until) : all
  },
}

const platform = await openTestPlatform({ catalogue })
afterAll(() => platform.close())
const ctx = { ...platform.owner, calendar }
await apply(ctx, {
  spec: { ...emptySpec('Digits'), nodes: { digits: { kind: 'etl.load-sample', params: {} } } },
})

const timing = { kind: 'interval' as const, everySeconds: 3600 }
const pipeline = { slug: 'digits' }

test('parameters that the pipeline does not have are refused when a schedule is made and when it is changed', async () => {
  const bad = { overrides: { 'digits.nope': '{{ scheduled_date }}' } }
  const refusal = { message: 'no such parameter: nope', at: { node: 'digits', param: 'overrides' } }
  await expect(create(ctx, { pipeline, name: 'bad', timing, ...bad })).rejects.toMatchObject(refusal)
  const { id, name } = await create(ctx, { pipeline, name: 'good', timing, overrides: { 'digits.sample': 'iris' } })
  await expect(update(ctx, { id, name, timing, ...bad })).rejects.toMatchObject(refusal)
  await expect(update(ctx, { id, name, timing, overrides: { 'train.nope': 3 } })).rejects.toMatchObject({
    ...{ message: 'nothing to set by this name: train.nope', at: { param: 'overrides' } },
  })
  expect((await get(ctx, { id })).overrides).toEqual({ 'digits.sample': 'iris' })
})

test('what was missed stays so when a schedule is changed, until it is due at other times; nothing of it fires', async () => {
  const { id } = await create(ctx, { pipeline, name: 'hourly', timing })
  const now = Math.floor(Date.now() / hour)
  const due = (ago: number) => new Date((now - ago) * hour)
  // Its run has not ended, so that the newer firings were left out.
  const { id: runId } = await start(ctx, { pipeline })
  await platform.db
    .insert(firingRows)
    .values({ id: randomUUID(), scheduleId: id, scheduledAt: due(3), firedAt: due(3), runId })
  const activeSince = new Date(due(6).getTime() - 1)
  await platform.db.update(schedules).set({ activeSince }).where(eq(schedules.id, id))
  const starts = async () => (await platform.db.select().from(outbox).where(eq(outbox.kind, 'start-run'))).length
  const before = { starts: await starts(), firings: await firings(ctx, { schedule: { id } }) }
  expect(before.firings.map(({ scheduledAt }) => scheduledAt)).toEqual([3, 4, 5, 6].map(due))

  const renamed = { id, name: 'each hour', timing }
  await update(ctx, renamed)
  await update(ctx, { ...renamed, overlap: 'allow-all', catchUpSeconds: 60, overrides: { 'digits.sample': 'wine' } })
  expect(await firings(ctx, { schedule: { id } })).toEqual(before.firings)
  await update(ctx, { ...renamed, timing: { ...timing, offsetSeconds: 60 } })
  expect((await firings(ctx, { schedule: { id } })).map(({ scheduledAt }) => scheduledAt)).toEqual([due(3)])
  expect(await starts()).toBe(before.starts)
})
