import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { alertChannels, alertDeliveries, alertSilences, alerts } from '#db/schema.ts'
import { catalogue } from '#nodes/index.ts'
import { openTestPlatform } from '../testing/platform.ts'
import { type Raised, raise } from './raise.ts'
import { settle } from './settle.ts'
import { silence } from './silence.ts'
import { unsilence } from './unsilence.ts'

const platform = await openTestPlatform({ catalogue })
afterAll(() => platform.close())

/** A project of its own, with one channel. */
async function room(channel: Partial<typeof alertChannels.$inferInsert> = {}) {
  const ctx = await platform.stranger()
  const { actor } = ctx
  const { projectId } = actor
  const [row] = await platform.db
    .insert(alertChannels)
    .values({
      ...{ projectId, name: 'hook', target: { type: 'slack', secret: 'team' }, createdBy: actor.userId },
      ...channel,
    })
    .returning()
  const told = (given: Partial<Raised> = {}): Raised => ({
    ...{ projectId, key: 'drift:late', severity: 'warning', title: 'late drifts', what: '3 of 9 columns drifted' },
    ...{ since: new Date(), link: `/runs/${randomUUID()}` },
    ...given,
  })
  const messages = async () =>
    await platform.db
      .select({ kind: alertDeliveries.kind, state: alertDeliveries.state, dueAt: alertDeliveries.dueAt })
      .from(alertDeliveries)
      .innerJoin(alertChannels, eq(alertChannels.id, alertDeliveries.channelId))
      .where(eq(alertChannels.projectId, projectId))
      .orderBy(alertDeliveries.createdAt)
  const sent = () =>
    platform.db
      .update(alertDeliveries)
      .set({ state: 'sent', sentAt: new Date() })
      .where(eq(alertDeliveries.channelId, row?.id ?? ''))
  return { ctx, projectId, told, messages, sent, raise: (given?: Partial<Raised>) => raise(platform.db, told(given)) }
}

test('what happens again while it is open is one alert with a count, and a storm is one message that waits', async () => {
  const { raise: again, messages, sent, projectId } = await room()
  for (let i = 0; i < 50; i += 1) await again()
  expect(await platform.db.select().from(alerts).where(eq(alerts.projectId, projectId))).toMatchObject([{ count: 50 }])
  expect(await messages()).toMatchObject([{ kind: 'raised', state: 'waiting' }])
  await sent()
  for (let i = 0; i < 50; i += 1) await again()
  const [, held] = await messages()
  expect(held).toMatchObject({ kind: 'again', state: 'waiting' })
  expect(held?.dueAt.getTime()).toBeGreaterThan(Date.now() + 14 * 60_000)
})

test('what gets worse is told at once, whatever was held back, and wants to be acknowledged anew', async () => {
  const { raise: again, messages, sent } = await room()
  const id = await again()
  await sent()
  await again()
  await platform.db
    .update(alerts)
    .set({ acknowledgedAt: new Date(), acknowledgedBy: 'somebody' })
    .where(eq(alerts.id, id))
  await again({ severity: 'critical' })
  const waiting = (await messages()).filter(({ state }) => state === 'waiting')
  expect(waiting).toMatchObject([{ kind: 'worse' }])
  expect(waiting[0]?.dueAt.getTime()).toBeLessThanOrEqual(Date.now() + 1000)
  expect((await platform.db.select().from(alerts).where(eq(alerts.id, id)))[0]).toMatchObject({
    severity: 'critical',
    acknowledgedAt: null,
  })
})

test('one message says that it is over, and only to who heard of it; then it opens anew', async () => {
  const { raise: again, messages, sent, projectId } = await room()
  const first = await again()
  await sent()
  await again()
  await settle(platform.db, { projectId, key: 'drift:late' })
  await settle(platform.db, { projectId, key: 'drift:late' })
  expect((await messages()).map(({ kind, state }) => `${kind} ${state}`)).toEqual(['raised sent', 'settled waiting'])
  expect(await again()).not.toBe(first)
})

test('what could not be sent before it was over is one message, which says both', async () => {
  const { raise: again, messages, projectId } = await room()
  await again()
  await settle(platform.db, { projectId, key: 'drift:late' })
  expect(await messages()).toMatchObject([{ kind: 'settled', state: 'waiting' }])
})

test('a silence holds messages back to its end, and of what is over by then nobody is told', async () => {
  const { raise: again, messages, projectId } = await room()
  const until = new Date(Date.now() + 3_600_000)
  await platform.db.insert(alertSilences).values({ projectId, kind: 'drift', reason: 'known', by: 'us', until })
  await again()
  await again({ key: 'other:thing' })
  const due = (await messages()).map(({ dueAt }) => dueAt.getTime() >= until.getTime())
  expect(due.sort()).toEqual([false, true])
  await settle(platform.db, { projectId, key: 'drift:late' })
  expect((await messages()).map(({ state }) => state).sort()).toEqual(['dropped', 'waiting'])
})

test('what a silence holds back goes out when the last one over it ends, also what was tried before it began', async () => {
  const { ctx, raise: again, messages } = await room()
  await again()
  await platform.db.update(alertDeliveries).set({ attempts: 3 })
  const over = { kind: 'drift' }
  const long = await silence(ctx, { over, minutes: 480, reason: 'known' })
  const short = await silence(ctx, { over, minutes: 30, reason: 'known' })
  await unsilence(ctx, { id: long.id })
  expect((await messages())[0]?.dueAt.getTime()).toBeCloseTo(short.until.getTime(), -2)
  await unsilence(ctx, { id: short.id })
  expect((await messages())[0]?.dueAt.getTime()).toBeLessThanOrEqual(Date.now() + 1000)
})

test('a channel takes what is bad enough and of its kinds', async () => {
  const { raise: again, messages } = await room({ from: 'critical', kinds: ['drift'] })
  await again()
  await again({ key: 'release:late', severity: 'critical' })
  expect(await messages()).toEqual([])
  await again({ severity: 'critical' })
  expect(await messages()).toHaveLength(1)
})

test('a storm from many sides at once is one alert, and nothing of it is taken back', async () => {
  const { told, projectId, messages } = await room()
  const each = Array.from({ length: 20 }, () => platform.db.transaction((tx) => raise(tx, told())))
  expect(new Set(await Promise.all(each)).size).toBe(1)
  expect(await platform.db.select().from(alerts).where(eq(alerts.projectId, projectId))).toMatchObject([{ count: 20 }])
  expect(await messages()).toHaveLength(1)
})
