import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { alerts } from '#db/schema.ts'
import { classesSignature, testModels } from '#engines/models/testing.ts'
import type { Plan, Step } from '#pipeline/compile.ts'
import type { FaultData } from '#pipeline/fault.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import { link } from '../artifacts/link.ts'
import { readWatch } from '../artifacts/read-watch.ts'
import type { Context } from '../context.ts'
import { deploy } from '../endpoints/deploy.ts'
import { resolve } from '../endpoints/resolve.ts'
import { register } from '../models/register.ts'
import type { RunRow } from '../runs/find.ts'
import { keepMinute } from '../serving/keep.ts'
import { stored } from '../testing/made.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { addTraffic } from '../traffic/add.ts'
import { openTally } from '../traffic/tally.ts'
import { beganAt } from './began-at.ts'
import { operation } from './operation.ts'
import { tellOutcome } from './tell-outcome.ts'

let platform: TestPlatform
let owner: Context
beforeAll(async () => {
  platform = await openTestPlatform({ catalogue: new Map() })
  owner = platform.owner
  const bytes = await owner.store.put(createReadStream(testModels().classes))
  await link(owner.db, owner.actor.projectId, [{ ...bytes, mediaType: 'application/x-onnx' }])
  const parity = { rows: 1, maxDifference: 0, tolerance: 1e-5 }
  const details = await stored(owner, '{}')
  const model = {
    type: 'model',
    artifact: bytes.sha256,
    signature: classesSignature,
    metrics: {},
    parity,
    details,
  } as const
  const { version } = await register(owner, { name: 'weights', model })
  await deploy(owner, { endpoint: 'weights', version: { versionId: version?.id ?? '' } })
})
afterAll(() => platform.close())

const noon = new Date('2026-03-01T12:00:00Z')
const window = { from: new Date('2026-03-01T00:00:00Z'), until: noon, chunks: 12 }
const most = { failed: 0.01, refused: 0.5, p95: 100, memory: 512 }
const report = async () => {
  const { artifact, metrics, alarms } = await operation(owner, { endpoint: 'weights', ...window, most })
  const bytes = await owner.store.size(artifact)
  await link(owner.db, owner.actor.projectId, [{ sha256: artifact, size: bytes, mediaType: 'application/json' }])
  return { artifact, metrics, alarms, watch: await readWatch(owner, { artifact }) }
}

test('an endpoint that nobody asked is told so, without an alarm', async () => {
  const { metrics, watch } = await report()
  expect(metrics).toMatchObject({ 'operational.requests': 0, 'operational.alarms': 0 })
  expect(watch.about[0]).toBe('weights was not asked in this window')
})

test('failures, slow answers and memory are figures over time, of all and of each version, since when they are too many', async () => {
  const { id: endpointId, targets } = await resolve(owner, { name: 'weights' })
  const tally = openTally()
  const told = { endpointId, versionId: targets[0].versionId, mode: 'live', rows: 1, microseconds: 20_000 } as const
  const one = { ...told, busy: 3000, memory: 64 * 1_048_576 }
  for (let hour = 0; hour < 12; hour++)
    for (let count = 0; count < 20; count++) {
      const outcome = hour >= 9 && count % 4 === 0 ? 'failed' : 'answered'
      tally.count({ ...one, outcome }, new Date(window.from.getTime() + hour * 3_600_000))
    }
  await addTraffic(owner.db, tally.take())
  const minute = new Date('2026-03-01T08:30:00Z')
  await keepMinute(owner, { process: randomUUID(), host: 'a', minute, memory: 600 * 1_048_576, cpu: 0.5 })
  const { artifact, metrics, watch, alarms: named } = await report()
  expect(named?.slice(0, 2)).toEqual(['share of requests that failed', 'weights 1: share of requests that failed'])
  expect(metrics).toMatchObject({
    'operational.requests': 240,
    'operational.failed': 15 / 240,
    'operational.memory': 600,
  })
  const figure = (wanted: string) => watch.figures.find(({ name }) => name === wanted)?.value
  expect(['cpu', 'memory'].map((name) => figure(`operational.${name}.weights 1`))).toEqual([3, 64])
  const alarms = watch.figures.filter(({ alarm }) => alarm).map(({ name, since }) => [name, since])
  expect(alarms).toEqual([
    ['operational.failed', '2026-03-01T09:00:00.000Z'],
    ['operational.failed.weights 1', '2026-03-01T09:00:00.000Z'],
    ['operational.memory', '2026-03-01T08:00:00.000Z'],
  ])
  expect(metrics['operational.p95']).toBeLessThan(30)
  const plan = (most: number) =>
    ({ steps: [{ node: 'watch', kind: 'monitor.gate', params: { operation: most } } as unknown as Step] }) as Plan
  const made = [{ type: 'report', artifact, metrics } as PortValue]
  expect(await beganAt(owner.store, plan(2), made)).toEqual(new Date('2026-03-01T08:00:00Z'))
  expect(await beganAt(owner.store, plan(3), made)).toBeUndefined()
})

test('a gate that fails where an endpoint is watched is one alert, until a later run passes', async () => {
  const steps = [{ node: 'read', kind: 'monitor.read-predictions', params: { endpoint: 'weights' } } as unknown as Step]
  const { projectId } = owner.actor
  const run = { id: randomUUID(), projectId, pipelineId: randomUUID(), plan: { steps }, createdAt: noon } as RunRow
  const fault: FaultData = { code: 'GATE_FAILED', message: '2 features drifted' }
  const ended = (end: { status: string; fault: FaultData | null }, of = run) =>
    owner.db.transaction((tx) => tellOutcome(tx, owner.store, of, end))
  const told = () => owner.db.select().from(alerts).where(eq(alerts.projectId, projectId))
  await ended({ status: 'failed', fault })
  await ended({ status: 'failed', fault })
  await ended({ status: 'failed', fault: { code: 'UNAVAILABLE', message: 'no kernel' } })
  expect(await told()).toMatchObject([
    {
      count: 2,
      severity: 'warning',
      what: '2 features drifted.',
      link: `/endpoints/weights/reports?run=${run.id}`,
      settledAt: null,
    },
  ])
  const later = new Date(Date.now() + 60_000)
  const madeUpFor = [{ ...steps[0], params: { endpoint: 'weights', until: '2026-02-28T12:00:00Z' } } as unknown as Step]
  await ended({ status: 'done', fault: null }, { ...run, createdAt: later, plan: { steps: madeUpFor } })
  expect(await told()).toMatchObject([{ settledAt: null }])
  await ended({ status: 'done', fault: null }, { ...run, createdAt: later })
  expect((await told())[0]?.settledAt).toBeInstanceOf(Date)
})
