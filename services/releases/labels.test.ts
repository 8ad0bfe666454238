import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { labels, releases } from '#db/schema.ts'
import { numberSignature, testModels } from '#engines/models/testing.ts'
import type { releasePlan } from '#pipeline/release-plan.ts'
import type { Context } from '../context.ts'
import { deploy } from '../endpoints/deploy.ts'
import { findEndpoint } from '../endpoints/find.ts'
import { record } from '../predictions/record.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { registered } from '../testing/releases.ts'
import { advance } from './advance.ts'
import { cancel } from './cancel.ts'
import { get } from './get.ts'
import { leadContext } from './lead-context.ts'
import { start } from './start.ts'

let platform: TestPlatform
let owner: Context
let first: string
let second: string
beforeAll(async () => {
  const files = testModels()
  platform = await openTestPlatform({ catalogue: new Map() })
  owner = platform.owner
  first = await registered(owner, files.classes)
  second = await registered(owner, files.classes2)
})
afterAll(() => platform.close())

/** Answers of a version, so many of them right by their labels; beside another version's, where there is one. */
async function answered(
  endpoint: string,
  versionId: string,
  n: number,
  right: number,
  shadows?: string,
): Promise<void> {
  const { id: endpointId } = await findEndpoint(owner.db, owner.actor.projectId, endpoint)
  const one = { endpointId, inputs: {}, microseconds: 1 }
  const ids = Array.from({ length: n }, () => randomUUID())
  const output = { prediction: 'heavy' }
  await record(owner, { predictions: ids.map((id) => ({ ...one, id, versionId, output })) })
  if (shadows)
    await record(owner, {
      predictions: ids.map((id) => ({
        ...{ ...one, id: randomUUID(), versionId: shadows, shadowOf: id, output: { prediction: 'light' } },
      })),
    })
  await owner.db.insert(labels).values(
    ids.map((predictionId, index) => ({
      ...{ predictionId, endpointId, projectId: owner.actor.projectId, source: 'api' as const, by: 'Ada' },
      value: index < right ? 'heavy' : 'light',
    })),
  )
}

let made = 0
async function release(plan: z.input<typeof releasePlan>) {
  made += 1
  const endpoint = `labelled-${made}`
  await deploy(owner, { endpoint, version: { versionId: first } })
  const { id } = await start(owner, { endpoint, version: { versionId: second }, plan })
  return { endpoint, id, look: async () => advance(await leadContext(platform, id), { releaseId: id }) }
}

const ab = { strategy: 'ab', ab: { labels: 400 } } as const

test('an A/B test ends as soon as the labels are plain: the better is promoted, the worse goes back', async () => {
  const better = await release(ab)
  await answered(better.endpoint, first, 100, 60)
  await answered(better.endpoint, second, 100, 90)
  await better.look()
  expect(await get(owner, { endpoint: better.endpoint })).toMatchObject({
    state: 'promoted',
    reason: expect.stringMatching(/^better by 0\.3 \(p/),
  })
  const worse = await release(ab)
  await answered(worse.endpoint, first, 100, 90)
  await answered(worse.endpoint, second, 100, 60)
  await worse.look()
  expect(await get(owner, { endpoint: worse.endpoint })).toMatchObject({
    state: 'rolled-back',
    reason: expect.stringContaining('worse by'),
  })
})

test('without a difference it goes on to the end, and keeps what was there', async () => {
  const { endpoint, id, look } = await release(ab)
  await answered(endpoint, first, 100, 80)
  await answered(endpoint, second, 100, 82)
  expect(await look()).toMatchObject({ again: expect.any(Number) })
  expect(await get(owner, { endpoint })).toMatchObject({
    ...{
      state: 'leading',
      now: { because: 'no difference so far', comparison: { significant: false, information: 0.5 } },
    },
  })
  await owner.db
    .update(releases)
    .set({ stepAt: new Date(0) })
    .where(eq(releases.id, id))
  await look()
  expect(await get(owner, { endpoint })).toMatchObject({
    state: 'rolled-back',
    reason: expect.stringContaining('no significant difference'),
  })
})

test('numbers are held against their labels by how far they are off, unless the outcome itself counts', async () => {
  const { number } = testModels()
  const version = await registered(owner, number, numberSignature)
  const next = { versionId: await registered(owner, number, { ...numberSignature, target: 'weight' }) }
  await deploy(owner, { endpoint: 'sums', version: { versionId: version } })
  const counts = async (plan: z.input<typeof releasePlan>) => {
    await start(owner, { endpoint: 'sums', version: next, plan })
    const told = await get(owner, { endpoint: 'sums' })
    await cancel(owner, { endpoint: 'sums' })
    return told?.plan.metric.of
  }
  expect(await counts(ab)).toBe('error')
  expect(await counts({ ...ab, metric: { of: 'outcome', better: 'lower' } })).toBe('outcome')
})

test('a gate on labels holds a shadow against the labels of what callers were answered', async () => {
  const gates = { worse: 0.05, errors: null, slower: null, sample: 20 }
  const { endpoint, look } = await release({ strategy: 'shadow', shadow: { minutes: 0, requests: 0 }, gates })
  await look()
  expect(await get(owner, { endpoint })).toMatchObject({ now: { because: 'waits for labels of both: 0 of 20' } })
  await answered(endpoint, first, 30, 27, second)
  await look()
  expect(await get(owner, { endpoint })).toMatchObject({
    state: 'rolled-back',
    reason: 'worse by the labels: 0.1 where it was 0.9, surely 0.519, at most 0.05 worse',
  })
})
