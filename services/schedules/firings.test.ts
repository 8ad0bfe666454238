import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { firings as firingRows, schedules } from '#db/schema.ts'
import { catalogue } from '#nodes/index.ts'
import { create } from '../pipelines/create.ts'
import { openTestPlatform } from '../testing/platform.ts'
import type { Calendar } from './calendar.ts'
import { type Firing, firings } from './firings.ts'

const every = 30_000

/** Each half minute. */
const calendar: Calendar = {
  times: async (_, { from, until = new Date(), limit }) => {
    const first = (Math.floor(from.getTime() / every) + 1) * every
    const count = Math.max(0, Math.floor((until.getTime() - first) / every) + 1)
    return Array.from({ length: Math.min(limit, count) }, (_, index) => new Date(first + index * every))
  },
}

const platform = await openTestPlatform({ catalogue })
afterAll(() => platform.close())

test('older firings come page by page, each once, among them those of one instant and those that were missed', async () => {
  const { projectId, userId } = platform.owner.actor
  const pipeline = await create(platform.owner, { name: 'Digits' })
  const due = (ago: number) => new Date((Math.floor(Date.now() / every) - ago) * every)
  const timing = { kind: 'interval' as const, everySeconds: 30, offsetSeconds: 0 }
  const row = {
    projectId,
    pipelineId: pipeline.id,
    name: 'often',
    ownerId: userId,
    timing,
    overlap: 'allow-all' as const,
  }
  const [schedule] = await platform.db
    .insert(schedules)
    .values({ ...row, activeSince: new Date(due(25).getTime() - 1) })
    .returning({ id: schedules.id })
  const scheduleId = schedule?.id ?? ''
  const fired = [5, 6, 6, 6, 6, 10, 12, 20, 21]
  await platform.db
    .insert(firingRows)
    .values(fired.map((ago) => ({ id: randomUUID(), scheduleId, scheduledAt: due(ago) })))
  const ctx = { ...platform.owner, calendar }
  const ask = (limit: number, before?: Firing) =>
    firings(ctx, {
      ...{ schedule: { id: scheduleId }, limit },
      ...(before && { before: { scheduledAt: before.scheduledAt, id: before.id } }),
    })
  const all = await ask(100)
  expect(all.filter(({ id }) => id)).toHaveLength(fired.length)
  expect(all.filter(({ id }) => !id).length).toBeGreaterThanOrEqual(16)
  const paged: Firing[] = []
  for (let page = await ask(3); page.length > 0; page = await ask(3, paged.at(-1))) paged.push(...page)
  expect(paged).toEqual(all)
})
