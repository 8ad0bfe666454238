import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { outbox, releases } from '#db/schema.ts'
import { classesSignature, type TestModels, testModels } from '#engines/models/testing.ts'
import type { releasePlan } from '#pipeline/release-plan.ts'
import type { Context } from '../context.ts'
import { deploy } from '../endpoints/deploy.ts'
import { get as getEndpoint } from '../endpoints/get.ts'
import { route } from '../endpoints/route.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { colleague, counted, registered } from '../testing/releases.ts'
import { advance } from './advance.ts'
import { approve } from './approve.ts'
import { cancel } from './cancel.ts'
import { get } from './get.ts'
import { leadContext } from './lead-context.ts'
import { list } from './list.ts'
import { reject } from './reject.ts'
import { rollback } from './rollback.ts'
import { start } from './start.ts'

let platform: TestPlatform
let owner: Context
let files: TestModels
let first: string
let second: string
beforeAll(async () => {
  files = testModels()
  platform = await openTestPlatform({ catalogue: new Map() })
  owner = platform.owner
  first = await registered(owner, files.classes)
  second = await registered(owner, files.classes2)
})
afterAll(() => platform.close())

let made = 0
const fresh = async () => {
  made += 1
  const endpoint = `weights-${made}`
  await deploy(owner, { endpoint, version: { versionId: first } })
  return endpoint
}
const look = async (endpoint: string) => {
  const { id } = (await get(owner, { endpoint })) ?? { id: '' }
  return await advance(await leadContext(platform, id), { releaseId: id })
}
const shares = async (endpoint: string) => {
  const { targets } = await getEndpoint(owner, { name: endpoint })
  return Object.fromEntries(
    targets.map(({ versionId, weight, mode }) => [versionId === first ? 'old' : 'new', [mode, weight]]),
  )
}
type Plan = z.input<typeof releasePlan>
const steps = [
  { share: 0.1, minutes: 0, requests: 20 },
  { share: 0.5, minutes: 0, requests: 20 },
]
const canary: Plan = { strategy: 'canary', steps, gates: { sample: 20 } }
const good = { answered: 30, milliseconds: 10 }
/** As many as tell of a p95. */
const many = { answered: 150, milliseconds: 10 }

describe('a canary', () => {
  test('goes up step by step while its gates hold, and each step is a route with its reason', async () => {
    const endpoint = await fresh()
    await start(owner, { endpoint, version: { versionId: second }, plan: canary })
    expect(await shares(endpoint)).toEqual({ old: ['live', 0.9], new: ['canary', 0.1] })
    expect(await look(endpoint)).toEqual({ again: expect.any(Number) })
    expect(await get(owner, { endpoint })).toMatchObject({
      state: 'leading',
      step: 0,
      now: { because: 'waits for requests: 0 of 20' },
    })
    await counted(owner, endpoint, { versionId: first, ...good }, { versionId: second, ...good })
    await look(endpoint)
    expect(await shares(endpoint)).toEqual({ old: ['live', 0.5], new: ['canary', 0.5] })
    // What was counted before belongs to the step before.
    await look(endpoint)
    expect(await get(owner, { endpoint })).toMatchObject({ step: 1, now: { challenger: { requests: 0 } } })
    await counted(owner, endpoint, { versionId: first, ...good }, { versionId: second, ...good })
    await look(endpoint)
    expect(await shares(endpoint)).toEqual({ new: ['live', 1] })
    expect(await look(endpoint)).toEqual({ again: null })
    const { routes } = await getEndpoint(owner, { name: endpoint })
    expect(routes.map(({ reason }) => reason)).toEqual([
      'release, all traffic: 30 requests, and every gate holds',
      'release, step 2: 30 requests, and every gate holds',
      'release, step 1',
      'weights 1',
    ])
    const told = await get(owner, { endpoint })
    expect(told?.events.map(({ kind }) => kind)).toEqual(['started', 'routed', 'routed', 'promoted'])
    expect(told).toMatchObject({ state: 'promoted', now: null })
  })

  test.each([
    [
      'fails too often',
      { answered: 25, failed: 5, milliseconds: 10 },
      'too many requests failed: 16.7 %, surely 2.24 %, at most 2 %',
    ],
    [
      'refuses what the other takes',
      { answered: 20, refused: 10, milliseconds: 10 },
      'too many requests failed: 33.3 %',
    ],
    ['is too slow', { answered: 150, milliseconds: 100 }, 'too slow: p95'],
  ])('that %s goes back by itself, and says why', async (_, bad, why) => {
    const endpoint = await fresh()
    await start(owner, { endpoint, version: { versionId: second }, plan: canary })
    await counted(owner, endpoint, { versionId: first, ...many }, { versionId: second, ...bad })
    await look(endpoint)
    expect(await shares(endpoint)).toEqual({ old: ['live', 1] })
    const told = await get(owner, { endpoint })
    expect(told).toMatchObject({ state: 'rolled-back', reason: expect.stringContaining(why) })
    expect(told?.events.at(-1)).toMatchObject({
      kind: 'rolled-back',
      by: null,
      gates: expect.arrayContaining([expect.objectContaining({ says: 'fails' })]),
    })
  })

  test('looked at by many at once takes one step', async () => {
    const endpoint = await fresh()
    await start(owner, { endpoint, version: { versionId: second }, plan: canary })
    await counted(owner, endpoint, { versionId: first, ...good }, { versionId: second, ...good })
    await Promise.all(Array.from({ length: 4 }, () => look(endpoint)))
    expect(await get(owner, { endpoint })).toMatchObject({ step: 1, state: 'leading' })
  })

  test('is watched once it has all traffic, and goes back from there', async () => {
    const endpoint = await fresh()
    await counted(owner, endpoint, { versionId: first, ...many })
    await start(owner, { endpoint, version: { versionId: second }, plan: { watch: 10, gates: { sample: 20 } } })
    expect(await shares(endpoint)).toEqual({ new: ['live', 1] })
    await counted(owner, endpoint, { versionId: second, answered: 150, milliseconds: 80 })
    await look(endpoint)
    expect(await get(owner, { endpoint })).toMatchObject({
      state: 'rolled-back',
      reason: expect.stringContaining('too slow'),
    })
    expect(await shares(endpoint)).toEqual({ old: ['live', 1] })
  })
})

test('a shadow answers nobody, and goes back when it disagrees', async () => {
  const endpoint = await fresh()
  const plan = {
    strategy: 'shadow',
    shadow: { minutes: 0, requests: 20 },
    gates: { disagreement: 0.1, sample: 20 },
  } as const
  await start(owner, { endpoint, version: { versionId: second }, plan })
  expect(await shares(endpoint)).toEqual({ old: ['live', 1], new: ['shadow', 1] })
  const shadow = { versionId: second, mode: 'shadow' as const, ...good }
  await counted(owner, endpoint, { versionId: first, ...good }, { ...shadow, disagreed: 12 })
  await look(endpoint)
  expect(await get(owner, { endpoint })).toMatchObject({
    state: 'rolled-back',
    reason: 'the versions disagree too often: 40 % of rows, surely 14.1 %, at most 10 %',
  })
})

describe('approval', () => {
  const plan: Plan = { ...canary, steps: [{ share: 0.1, minutes: 0, requests: 20 }], approval: 'before-promotion' }

  test('is needed of somebody else, and nothing is promoted without it', async () => {
    const endpoint = await fresh()
    const version = { versionId: second }
    await expect(start(await platform.stranger(), { endpoint, version, plan })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    const grace = await colleague(owner)
    const viewer = await colleague(owner, 'viewer')
    await start(owner, { endpoint, version, plan, note: 'trained on May' })
    await expect(approve(grace, { endpoint })).rejects.toMatchObject({ code: 'CONFLICT' })
    await counted(owner, endpoint, { versionId: first, ...good }, { versionId: second, ...good })
    await look(endpoint)
    await look(endpoint)
    expect(await get(grace, { endpoint })).toMatchObject({
      ...{ state: 'waiting', note: 'trained on May', may: { decide: true } },
      now: { gates: [{ says: 'holds' }, { says: 'holds' }], challenger: { requests: 30 } },
    })
    expect(await get(owner, { endpoint })).toMatchObject({ may: { decide: false, stop: true } })
    expect(await shares(endpoint)).toMatchObject({ new: ['canary', 0.1] })
    await expect(approve(owner, { endpoint })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(approve(viewer, { endpoint })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await approve(grace, { endpoint, reason: 'better on the coast' })
    expect(await shares(endpoint)).toEqual({ new: ['live', 1] })
    const told = await get(owner, { endpoint })
    expect(told?.events.at(-1)).toMatchObject({ kind: 'promoted', by: 'Grace', reason: 'agreed: better on the coast' })
  })

  test('is waited for with all that was measured since the step began, and a version that fails meanwhile goes back', async () => {
    const endpoint = await fresh()
    await start(owner, { endpoint, version: { versionId: second }, plan })
    const { id = '' } = (await get(owner, { endpoint })) ?? {}
    const stepAt = new Date(Date.now() - 5 * 60_000)
    await platform.db.update(releases).set({ stepAt }).where(eq(releases.id, id))
    await counted(owner, endpoint, { versionId: first, ...good }, { versionId: second, ...good })
    await look(endpoint)
    expect(await look(endpoint)).toEqual({ again: 10_000 })
    expect(await get(owner, { endpoint })).toMatchObject({
      state: 'waiting',
      stepAt,
      reason: expect.stringContaining('all traffic'),
    })
    await counted(owner, endpoint, { versionId: second, answered: 20, failed: 40 })
    expect(await look(endpoint)).toEqual({ again: null })
    expect(await shares(endpoint)).toEqual({ old: ['live', 1] })
    expect(await get(owner, { endpoint })).toMatchObject({
      ...{ state: 'rolled-back', reason: expect.stringContaining('too many requests failed') },
    })
  })

  test('is of the release that was looked at; that is refused ends it', async () => {
    const endpoint = await fresh()
    const grace = await colleague(owner)
    await start(owner, { endpoint, version: { versionId: second }, plan: { ...plan, approval: 'before-start' } })
    expect(await shares(endpoint)).toEqual({ old: ['live', 1] })
    const { id: release = '' } = (await get(grace, { endpoint })) ?? {}
    await cancel(owner, { endpoint })
    await start(owner, { endpoint, version: { versionId: second }, plan: { ...plan, approval: 'before-start' } })
    await expect(approve(grace, { endpoint, release })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(reject(grace, { endpoint, release, reason: 'late' })).rejects.toMatchObject({ code: 'CONFLICT' })
    await reject(grace, { endpoint, reason: 'not before Friday' })
    expect(await get(owner, { endpoint })).toMatchObject({ state: 'cancelled', reason: 'rejected: not before Friday' })
    expect(await shares(endpoint)).toEqual({ old: ['live', 1] })
  })
})

describe('an endpoint', () => {
  test('has one release at a time; a pipeline is refused meanwhile, a person who routes by hand ends it', async () => {
    const endpoint = await fresh()
    const version = { versionId: second }
    const both = await Promise.allSettled([
      start(owner, { endpoint, version, plan: canary }),
      start(owner, { endpoint, version, plan: canary }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(deploy(owner, { endpoint, version })).rejects.toMatchObject({ code: 'CONFLICT' })
    await route(owner, { name: endpoint, to: { route: 1 }, reason: 'pages are slow' })
    expect(await get(owner, { endpoint })).toMatchObject({
      state: 'cancelled',
      reason: 'routed by hand: pages are slow',
    })
    expect(await shares(endpoint)).toEqual({ old: ['live', 1] })
    expect(await look(endpoint)).toEqual({ again: null })
  })

  test('goes back at once by the verb alone, under way or promoted, and tells Temporal afterwards', async () => {
    const endpoint = await fresh()
    const { id } = await start(owner, { endpoint, version: { versionId: second }, plan: canary })
    await rollback(owner, { endpoint, reason: 'a caller complains' })
    expect(await shares(endpoint)).toEqual({ old: ['live', 1] })
    const wishes = await platform.db.select().from(outbox).where(eq(outbox.releaseId, id))
    expect(wishes.map(({ kind }) => kind)).toEqual(['lead-release', 'lead-release', 'lead-release'])
    await expect(cancel(owner, { endpoint })).rejects.toMatchObject({ code: 'CONFLICT' })
    await start(owner, { endpoint, version: { versionId: second } })
    expect(await shares(endpoint)).toEqual({ new: ['live', 1] })
    await rollback(owner, { endpoint })
    expect(await shares(endpoint)).toEqual({ old: ['live', 1] })
    await expect(rollback(owner, { endpoint })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect((await list(owner, { endpoint })).map(({ state }) => state)).toEqual(['rolled-back', 'rolled-back'])
  })

  test('gets no version that its callers could not be answered by', async () => {
    const endpoint = await fresh()
    const [mass] = classesSignature.inputs
    if (!mass) throw new Error('no input')
    const narrow = await registered(owner, files.classes, { ...classesSignature, inputs: [mass] })
    await expect(start(owner, { endpoint, version: { versionId: narrow }, plan: canary })).rejects.toMatchObject({
      ...{ code: 'BAD_DATA' },
    })
    const broken = await registered(owner, files.custom)
    await expect(start(owner, { endpoint, version: { versionId: broken }, plan: canary })).rejects.toMatchObject({
      ...{ code: 'BAD_DATA', message: expect.stringContaining('does not answer its own example') },
    })
    const version = { versionId: second }
    const plan = { strategy: 'canary', gates: { disagreement: 0.1 } } as const
    await expect(start(owner, { endpoint, version, plan })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    const falling: Plan = { strategy: 'canary', steps: [{ share: 0.5 }, { share: 0.2 }] }
    await expect(start(owner, { endpoint, version, plan: falling })).rejects.toThrow('greater share')
    expect(await list(owner, { endpoint })).toEqual([])
  })
})

test('a step that does not get what it waits for is given up', async () => {
  const endpoint = await fresh()
  const { id } = await start(owner, { endpoint, version: { versionId: second }, plan: { ...canary, patience: 1 } })
  const stepAt = new Date(Date.now() - 61 * 60_000)
  await platform.db.update(releases).set({ stepAt }).where(eq(releases.id, id))
  await look(endpoint)
  expect(await get(owner, { endpoint })).toMatchObject({
    state: 'rolled-back',
    reason: 'too little came to decide: requests: 0 of 20',
  })
})
