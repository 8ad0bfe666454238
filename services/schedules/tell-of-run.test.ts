import { randomUUID } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { alerts, firings, schedules } from '#db/schema.ts'
import { catalogue } from '#nodes/index.ts'
import { emptySpec } from '#pipeline/spec.ts'
import { read } from '../gauges/read.ts'
import { create } from '../pipelines/create.ts'
import { save } from '../pipelines/save.ts'
import { finish } from '../runs/finish.ts'
import { start } from '../runs/start.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import type { Calendar } from './calendar.ts'
import { fire } from './fire.ts'
import { watchFirings } from './watch-firings.ts'

let platform: TestPlatform
let schedule: { id: string }
let pipeline: { id: string }
beforeAll(async () => {
  platform = await openTestPlatform({ catalogue })
  const { actor } = platform.owner
  pipeline = await create(platform.owner, { name: 'Digits' })
  const spec = { ...emptySpec('Digits'), nodes: { digits: { kind: 'etl.load-sample', params: {} } } }
  await save(platform.owner, { id: pipeline.id, base: 1, spec })
  const [row] = await platform.db
    .insert(schedules)
    .values({
      ...{ projectId: actor.projectId, pipelineId: pipeline.id, name: 'nightly', ownerId: actor.userId },
      ...{ timing: { kind: 'interval', everySeconds: 3600, offsetSeconds: 0 }, activeSince: new Date(0) },
    })
    .returning({ id: schedules.id })
  schedule = row as { id: string }
})
afterAll(() => platform.close())

const open = async () =>
  await platform.db
    .select({ key: alerts.key, count: alerts.count, what: alerts.what, severity: alerts.severity })
    .from(alerts)
    .where(and(eq(alerts.projectId, platform.owner.actor.projectId), isNull(alerts.settledAt)))

const firing = () => ({ scheduleId: schedule.id, id: randomUUID(), scheduledAt: new Date(), workflow: 'firing' })
const fault = { code: 'LIMIT', message: 'out of memory' } as const

test('the run of a schedule that fails is an alert, counted while it goes on', async () => {
  for (let night = 0; night < 2; night += 1) {
    const { runId } = await fire(platform, firing())
    await finish(platform.worker, { runId: runId ?? '', fault })
    await finish(platform.worker, { runId: runId ?? '', fault })
  }
  expect(await open()).toMatchObject([
    { key: `schedule-failed:${schedule.id}`, count: 2, severity: 'critical', what: expect.stringContaining('memory') },
  ])
})

test('the run of a person who watches it is none', async () => {
  const { id } = await start(platform.owner, { pipeline: { id: pipeline.id } })
  await finish(platform.worker, { runId: id, fault })
  expect(await open()).toHaveLength(1)
})

test('a firing that cannot make a run is an alert, over with the next that can', async () => {
  const { actor } = platform.owner
  await platform.db.update(schedules).set({ ownerId: 'gone' }).where(eq(schedules.id, schedule.id))
  expect(await fire(platform, firing())).toEqual({ runId: null })
  expect((await open()).map(({ key }) => key)).toContain(`schedule-refused:${schedule.id}`)
  await platform.db.update(schedules).set({ ownerId: actor.userId }).where(eq(schedules.id, schedule.id))
  await fire(platform, firing())
  expect((await open()).map(({ key }) => key)).toEqual([`schedule-failed:${schedule.id}`])
  const told = (await read(platform)).find(({ name }) => name === 'espalier_firings_total')
  const [{ count } = { count: 0 }] = await platform.db.select({ count: sql<number>`count(*)::int` }).from(firings)
  expect(told?.values.reduce((sum, { value }) => sum + value, 0)).toBe(count)
  expect(told?.values.find(({ labels }) => labels.outcome === 'refused')?.value).toBe(1)
})

test('a firing that did not come is told once, however many look', async () => {
  await platform.db.delete(firings)
  const hour = 3_600_000
  const now = new Date(Math.floor(Date.now() / hour) * hour + 30 * 60_000)
  const calendar: Calendar = {
    times: async (_, { from, until, limit }) => {
      const first = (Math.floor(from.getTime() / hour) + 1) * hour
      const all = Array.from({ length: Math.min(limit, 100) }, (_, index) => new Date(first + index * hour))
      return until ? all.filter((at) => at <= until) : all
    },
  }
  const look = (before: Date) => watchFirings({ db: platform.db, calendar }, { before })
  await look(now)
  const missed = (await open()).find(({ key }) => key.startsWith('schedule-missed'))
  expect(missed).toMatchObject({ count: 1, what: expect.stringMatching(/^2[34] firings did not come/) })
  await look(now)
  await look(new Date(now.getTime() + 60_000))
  expect((await open()).find(({ key }) => key.startsWith('schedule-missed'))?.count).toBe(1)
  await fire(platform, firing())
  expect((await open()).find(({ key }) => key.startsWith('schedule-missed'))).toBeUndefined()
})
