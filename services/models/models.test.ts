import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDb } from '#db/client.ts'
import { modelVersions } from '#db/schema.ts'
import { catalogue } from '#nodes/index.ts'
import type { ModelValue } from '#pipeline/ports/model.ts'
import { verify } from '../audit/verify.ts'
import type { Context } from '../context.ts'
import { deploy } from '../endpoints/deploy.ts'
import { get as getEndpoint } from '../endpoints/get.ts'
import { list as listEndpoints } from '../endpoints/list.ts'
import { resolve } from '../endpoints/resolve.ts'
import { route } from '../endpoints/route.ts'
import { apply } from '../pipelines/apply.ts'
import { list as listPredictions } from '../predictions/list.ts'
import { record } from '../predictions/record.ts'
import { start } from '../runs/start.ts'
import { addPeople, modelValue, people, reportValue } from '../testing/made.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { get } from './get.ts'
import { getVersion } from './get-version.ts'
import { list } from './list.ts'
import { register } from './register.ts'
import { removeVersion } from './remove-version.ts'

let platform: TestPlatform
let owner: Context
let model: ModelValue
const patience = { timeout: 120_000 }
beforeAll(async () => {
  platform = await openTestPlatform({ catalogue })
  owner = platform.owner
  model = await modelValue(owner)
})
afterAll(() => platform.close())

/** The same but for one figure, so that it is another version. */
const another = (index: number): ModelValue => ({ ...model, metrics: { ...model.metrics, index } })
const numbers = async (name: string) => (await get(owner, { name })).versions.map(({ number }) => number)
const upTo = (count: number) => Array.from({ length: count }, (_, index) => count - index)

describe('registering', () => {
  test('gives dense numbers to two hundred at once', patience, async () => {
    await Promise.all(
      Array.from({ length: 200 }, (_, index) => register(owner, { name: 'crowded', model: another(index) })),
    )
    expect(await numbers('crowded')).toEqual(upTo(200))
    expect(await verify(owner)).toMatchObject({ brokenAt: null })
  })

  test('gives two hundred tries of one step the same version', patience, async () => {
    const step = { runId: randomUUID(), node: 'register' }
    const made = await Promise.all(
      Array.from({ length: 200 }, () => register(platform.worker, { name: 'repeated', model, step })),
    )
    expect(new Set(made.map(({ version }) => version?.id)).size).toBe(1)
    expect(await numbers('repeated')).toEqual([1])
  })

  test('the same model with the same report again, however often at once, is the version it was', async () => {
    const report = (await reportValue(owner)).artifact
    const again = (content: ModelValue, evaluation?: string) =>
      register(platform.worker, {
        ...{ name: 'same', model: content, step: { runId: randomUUID(), node: 'register' } },
        ...(evaluation && { report: evaluation }),
      })
    const made = await Promise.all(Array.from({ length: 50 }, () => again(model, report)))
    expect(made.filter(({ already }) => !already)).toHaveLength(1)
    expect(new Set(made.map(({ version }) => version?.number))).toEqual(new Set([1]))
    expect(await again(model)).toMatchObject({ already: false, version: { number: 2 } })
    expect(await again(another(1), report)).toMatchObject({ already: false, version: { number: 3 } })
    expect(await again(model, report)).toMatchObject({ already: true, version: { number: 1 } })
    expect(await numbers('same')).toEqual([3, 2, 1])
  })

  test('leaves no gap behind where connections are killed in the middle', patience, async () => {
    const other = openDb(platform.databaseUrl, { connections: 20 })
    const admin = openDb(platform.databaseUrl, { connections: 1 })
    const ctx: Context = { ...platform.worker, db: other.db }
    const killer = new AbortController()
    const killed = killConnections(admin.db, killer.signal)
    const steps = Array.from({ length: 60 }, (_, index) => ({ runId: randomUUID(), node: `n${index}` }))
    const made = await Promise.all(
      steps.map((step, index) => stubbornly(() => register(ctx, { name: 'killed', model: another(index), step }))),
    )
    killer.abort()
    expect(await killed).toBeGreaterThan(0)
    await Promise.all([other.close(), admin.close()])
    expect(await numbers('killed')).toEqual(upTo(60))
    expect(made.map(({ version }) => version?.number).sort((a = 0, b = 0) => b - a)).toEqual(upTo(60))
    expect(await verify(owner)).toMatchObject({ brokenAt: null })
  })

  test('for a step is for the worker alone', async () => {
    const step = { runId: randomUUID(), node: 'register' }
    await expect(register(owner, { name: 'claimed', model, step })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  test('needs bytes that the project has', async () => {
    await expect(register(await platform.stranger(), { name: 'stolen', model })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  test('a version never changes', async () => {
    await register(owner, { name: 'fixed', model })
    await expect(platform.db.update(modelVersions).set({ number: 7 })).rejects.toThrow()
  })
})

test('a version shows its figures, examples, evaluation and the files it came from', async () => {
  const file = await addPeople(owner)
  await apply(owner, { spec: people() })
  const { id: runId } = await start(owner, { pipeline: { slug: 'people' } })
  const report = await reportValue(owner)
  const step = { runId, node: 'named' }
  await register(platform.worker, { name: 'traced', model, report: report.artifact, step })
  expect(await getVersion(owner, { name: 'traced', number: 1 })).toMatchObject({
    model: 'traced',
    number: 1,
    details: { examples: [{ hour: 7 }] },
    evaluation: { metrics: { accuracy: 0.9 } },
    lineage: {
      runId,
      pipeline: { slug: 'people' },
      revision: 1,
      steps: [{ node: 'load' }, { node: 'adults', inputs: ['load'] }, { node: 'named' }],
      files: [{ name: 'people.csv', version: file.version, node: 'load' }],
    },
    endpoints: [],
  })
  expect((await list(owner)).find(({ name }) => name === 'traced')).toMatchObject({
    versions: 1,
    newest: { number: 1 },
  })
})

describe('an endpoint', () => {
  test('answers with the version deployed last, once for each step, and goes back', async () => {
    for (let count = 0; count < 2; count += 1) await register(owner, { name: 'served', model: another(count) })
    const deployed = (number: number, node: string) =>
      deploy(platform.worker, { endpoint: 'served', version: { name: 'served', number }, step: { runId, node } })
    const runId = randomUUID()
    await Promise.all(Array.from({ length: 10 }, () => deployed(1, 'first')))
    expect(await deployed(2, 'second')).toMatchObject({ type: 'endpoint', name: 'served', version: 2 })
    expect(await resolve(owner, { name: 'served' })).toMatchObject({
      targets: [{ number: 2, mode: 'live', weight: 1 }],
    })
    expect((await getVersion(owner, { name: 'served', number: 2 })).endpoints).toMatchObject([{ name: 'served' }])

    expect(await deployed(2, 'third')).toMatchObject({ version: 2, already: true })

    expect(await route(owner, { name: 'served', to: { route: 1 } })).toEqual({ number: 3 })
    const shown = await getEndpoint(owner, { name: 'served' })
    expect(shown.route).toBe(3)
    expect(shown.routes.map(({ number, shares }) => [number, shares[0]?.version])).toEqual([
      [3, 1],
      [2, 2],
      [1, 1],
    ])
    expect(await listEndpoints(owner)).toMatchObject([{ name: 'served', targets: [{ model: 'served', number: 1 }] }])
  })

  test('keeps its version from being removed, and lets another go', async () => {
    await expect(removeVersion(owner, { name: 'served', number: 1 })).rejects.toMatchObject({ code: 'CONFLICT' })
    await removeVersion(owner, { name: 'served', number: 2 })
    expect(await numbers('served')).toEqual([1])
    await expect(route(owner, { name: 'served', to: { route: 2 } })).rejects.toThrow('was removed: served 2')
    expect((await register(owner, { name: 'served', model: another(1) })).version?.number).toBe(3)
  })

  test('belongs to one project, and its name to the whole platform', async () => {
    const stranger = await platform.stranger()
    await expect(resolve(stranger, { name: 'served' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const theirs = await modelValue(stranger)
    await register(stranger, { name: 'served', model: theirs })
    const version = { name: 'served', number: 1 }
    await expect(deploy(stranger, { endpoint: 'served', version })).rejects.toMatchObject({ code: 'CONFLICT' })
    const { id } = await getVersion(owner, version)
    await expect(getVersion(stranger, { versionId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

test('predictions are kept once each and read page by page, the newest first', async () => {
  const { id: endpointId, targets } = await resolve(owner, { name: 'served' })
  const versionId = targets[0].versionId
  const predictions = Array.from({ length: 7 }, (_, index) => ({
    ...{ id: randomUUID(), endpointId, versionId, inputs: { hour: index }, output: { prediction: 'true' } },
    ...{ microseconds: 500, at: new Date(Date.UTC(2026, 0, 1, 0, 0, index)) },
  }))
  await record(owner, { predictions })
  await record(owner, { predictions })
  const first = await listPredictions(owner, { endpoint: 'served', limit: 4 })
  const second = await listPredictions(owner, { endpoint: 'served', limit: 4, after: first.next ?? '' })
  expect([...first.predictions, ...second.predictions].map(({ inputs }) => inputs.hour)).toEqual([6, 5, 4, 3, 2, 1, 0])
  expect(first.predictions[0]).toMatchObject({ model: 'served', version: 1 })
  expect(second.next).toBeNull()
  await expect(record(await platform.stranger(), { predictions })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

/** Ends connections that register models, one after another. Returns how many. */
async function killConnections(db: Context['db'], signal: AbortSignal): Promise<number> {
  let count = 0
  while (!signal.aborted) {
    const { rowCount } = await db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like '%"model_versions"%' and pid <> pg_backend_pid()
      order by random() limit 1`)
    count += rowCount ?? 0
    if (count >= 25) break
  }
  return count
}

async function stubbornly<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1)
    try {
      return await attempt()
    } catch (error) {
      if (tries === 50) throw error
    }
}
