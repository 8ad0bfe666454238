import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { outbox } from '#db/schema.ts'
import { testModels } from '#engines/models/testing.ts'
import type { Context } from '#services/context.ts'
import { deploy } from '#services/endpoints/deploy.ts'
import { get as getEndpoint } from '#services/endpoints/get.ts'
import { get } from '#services/releases/get.ts'
import { list } from '#services/releases/list.ts'
import { rollback } from '#services/releases/rollback.ts'
import { start } from '#services/releases/start.ts'
import { counted, registered } from '#services/testing/releases.ts'
import { connectOrchestrator } from './client.ts'
import { reconcile } from './reconciler.ts'
import { specOf, type TestPlatform, testPlatform } from './testing/platform.ts'
import { type SpawnedWorkers, spawnedWorkers } from './testing/spawned-worker.ts'
import { type TestTemporal, testTemporal } from './testing/temporal.ts'

let platform: TestPlatform
let temporal: TestTemporal
let workers: SpawnedWorkers
let owner: Context
let first: string
let second: string
beforeAll(async () => {
  ;[platform, temporal] = await Promise.all([testPlatform(), testTemporal()])
  owner = platform.as({ ...platform.actor, role: 'owner' })
  workers = spawnedWorkers(platform, temporal, { baseUrl: 'http://127.0.0.1:9', token: '' })
  const files = testModels()
  first = await registered(owner, files.classes)
  second = await registered(owner, files.classes2)
})
afterAll(async () => {
  await workers?.kill()
  await Promise.all([platform?.close(), temporal?.close()])
})

const seconds = 1 / 60
const state = async (endpoint: string) => {
  const release = await get(owner, { endpoint })
  return `${release?.state} ${release?.step}`
}
const share = async (endpoint: string) =>
  (await getEndpoint(owner, { name: endpoint })).targets.find(({ versionId }) => versionId === second)?.weight ?? 0
const patient = { timeout: 30_000, interval: 50 }
const both = (endpoint: string, failed = 0) =>
  counted(
    owner,
    endpoint,
    { versionId: first, answered: 30, milliseconds: 10 },
    { versionId: second, answered: 30, failed, milliseconds: 10 },
  )
const plan = {
  strategy: 'canary' as const,
  steps: [0.1, 0.5].map((share) => ({ share, minutes: seconds, requests: 20 })),
  gates: { sample: 20 },
}

it('leads a release to its end, though the worker is killed and Temporal knows nothing of it; nobody has to wait for one to go back', {
  timeout: 120_000,
}, async () => {
  for (const endpoint of ['up', 'back', 'down', 'lost'])
    await deploy(owner, { endpoint, version: { versionId: first } })
  await workers.start()
  await start(owner, { endpoint: 'up', version: { versionId: second }, plan })
  await start(owner, { endpoint: 'down', version: { versionId: second }, plan })
  await both('up')
  await both('down', 10)
  await expect.poll(() => state('up'), patient).toBe('leading 1')
  await expect.poll(() => state('down'), patient).toBe('rolled-back 0')
  expect(await share('down')).toBe(0)

  await workers.kill()
  await start(owner, { endpoint: 'back', version: { versionId: second }, plan })
  expect(await share('back')).toBe(0.1)
  await rollback(owner, { endpoint: 'back' })
  expect(await share('back')).toBe(0)
  await both('up')
  expect(await state('up')).toBe('leading 1')

  const { id } = await start(owner, { endpoint: 'lost', version: { versionId: second }, plan })
  await platform.db.update(outbox).set({ sentAt: new Date() }).where(eq(outbox.releaseId, id))
  await both('lost')
  const { client, close } = connectOrchestrator(temporal.address)
  await reconcile(platform, client, new Date(Date.now() + 1000))
  await close()

  await workers.start()
  await expect.poll(() => state('lost'), patient).toBe('leading 1')
  await expect.poll(() => state('up'), patient).toBe('promoted 2')
  expect(await share('up')).toBe(1)
  expect(await state('back')).toBe('rolled-back 0')
})

it('goes on by itself after the run of a pipeline whose Deploy began it, which begins it once', {
  timeout: 60_000,
}, async () => {
  await deploy(owner, { endpoint: 'source', version: { versionId: second } })
  await deploy(owner, { endpoint: 'drawn', version: { versionId: first } })
  const steps = [10, 50].map((percent) => ({ percent, minutes: seconds, requests: 20 }))
  const spec = specOf({
    newest: { kind: 'validation.champion', params: { endpoint: 'source' } },
    release: {
      kind: 'deployment.deploy',
      params: { endpoint: 'drawn', strategy: 'canary', steps, sample: 20, mostSlower: null },
      from: { model: 'newest.model' },
    },
  })
  const runId = await platform.start(spec)
  expect(await platform.ended(runId)).toMatchObject({ status: 'done', fault: null })
  expect((await platform.step(runId, 'release')).outputs).toMatchObject({ endpoint: { name: 'drawn', version: 2 } })
  expect(await share('drawn')).toBe(0.1)
  await both('drawn')
  await expect.poll(() => state('drawn'), patient).toBe('leading 1')
  await both('drawn')
  await expect.poll(() => state('drawn'), patient).toBe('promoted 2')
  const again = await platform.start(spec)
  expect(await platform.ended(again)).toMatchObject({ status: 'done' })
  expect(await list(owner, { endpoint: 'drawn' })).toHaveLength(1)
})
