import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from '#db/schema.ts'
import type { Row } from '#engines/models/check-rows.ts'
import { classesSignature, type TestModels, testModels } from '#engines/models/testing.ts'
import { catalogue } from '#nodes/index.ts'
import type { ModelValue } from '#pipeline/ports/model.ts'
import { link } from '../artifacts/link.ts'
import type { Context } from '../context.ts'
import { deploy } from '../endpoints/deploy.ts'
import { resolve } from '../endpoints/resolve.ts'
import { register } from '../models/register.ts'
import { remove } from '../models/remove.ts'
import { apply } from '../pipelines/apply.ts'
import { start } from '../runs/start.ts'
import { addPeople, people, stored } from '../testing/made.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { explain } from './explain.ts'
import { record } from './record.ts'

let platform: TestPlatform
let owner: Context
let made: TestModels
beforeAll(async () => {
  platform = await openTestPlatform({ catalogue })
  owner = platform.owner
  made = testModels()
})
afterAll(() => platform.close())

const background: Row[] = [
  { mass: 10, island: 'Biscoe' },
  { mass: 4000, island: 'Dream' },
  { mass: null, island: 'Dream' },
  { mass: 250, island: 'Biscoe' },
]
const environment = { python: '3.12.3', platform: 'linux x86_64', packages: { onnx: '1.20.0' } }

async function deployed(name: string, details: object = { examples: [], background, environment }) {
  const bytes = await owner.store.put(createReadStream(made.classes))
  await link(owner.db, owner.actor.projectId, [{ ...bytes, mediaType: 'application/x-onnx' }])
  const value: ModelValue = {
    ...{ type: 'model', artifact: bytes.sha256, signature: classesSignature, metrics: {} },
    parity: { rows: 1, maxDifference: 0, tolerance: 1e-5 },
    details: await stored(owner, JSON.stringify(details)),
  }
  await addPeople(owner)
  const { slug } = await apply(owner, { spec: people() })
  const run = await start(owner, { pipeline: { slug } })
  const step = { runId: run.id, node: 'adults' }
  const { version } = await register(platform.worker, { name, model: value, step })
  await deploy(owner, { endpoint: name, version: { versionId: version?.id ?? '' } })
  return { artifact: bytes.sha256, versionId: version?.id ?? '', ...(await resolve(owner, { name })) }
}

async function answered(
  { id: endpointId, versionId, artifact, route }: Awaited<ReturnType<typeof deployed>>,
  row: Row,
  change: { inputs?: object; output?: object } = {},
) {
  const [output] = await owner.models.predict(await owner.store.path(artifact), classesSignature, [row])
  const id = randomUUID()
  const prediction = { id, endpointId, versionId, route, inputs: row, output: { ...output }, microseconds: 7 }
  await record(owner, { predictions: [{ ...prediction, ...(change as object) }] })
  return id
}

describe('a prediction', () => {
  test('tells where it came from, and is computed again to the bit', async () => {
    const endpoint = await deployed('told')
    const found = await explain(owner, { id: await answered(endpoint, { mass: 300, island: 'Dream' }) })
    expect(found).toMatchObject({
      endpoint: { name: 'told', removed: false },
      route: { number: 1, mode: 'live', recorded: true },
      version: { model: 'told', number: 1, artifact: endpoint.artifact, removed: false },
      again: { equal: true, maxDifference: 0 },
      environment,
      lineage: { pipeline: { slug: 'people' }, revision: 1, files: [{ name: 'people.csv', version: 1 }] },
      missing: [],
    })
    expect(found.row?.map(({ input, value, doubt }) => [input.name, value, doubt])).toEqual([
      ['mass', 300, null],
      ['island', 'Dream', null],
    ])
  })

  test('says what each feature added, and together they are the answer', async () => {
    const endpoint = await deployed('added')
    const id = await answered(endpoint, { mass: 300, island: 'Dream' })
    const { contributions, again } = await explain(owner, { id })
    expect(contributions).toMatchObject({ method: 'exact', outputs: ['heavy', 'light'], comparedWith: 'background' })
    for (const [output, name] of (contributions?.outputs ?? []).entries()) {
      const added = contributions?.features.reduce((sum, feature) => sum + (feature.contributions[output] ?? 0), 0)
      expect((contributions?.base[output] ?? 0) + (added ?? 0)).toBeCloseTo(
        again?.answer.probabilities?.[name] ?? -1,
        12,
      )
    }
    expect(contributions?.features.every(({ contributions: [heavy] }) => heavy !== 0)).toBe(true)
    expect(await explain(owner, { id })).toMatchObject({ contributions })
  })

  test('says so where the answer comes out otherwise', async () => {
    const endpoint = await deployed('other')
    const output = { prediction: 'heavy', probabilities: { heavy: 0.75, light: 0.25 } }
    const id = await answered(endpoint, { mass: 300, island: 'Dream' }, { output })
    const { again } = await explain(owner, { id })
    expect(again?.equal).toBe(false)
    expect(again?.maxDifference).toBeCloseTo(Math.abs((again?.answer.probabilities?.heavy ?? 0) - 0.75), 6)
    const contrary = { ...output, prediction: 'light' }
    const second = await explain(owner, {
      id: await answered(endpoint, { mass: 3000, island: 'Dream' }, { output: contrary }),
    })
    expect(second.again).toMatchObject({ equal: false, maxDifference: null })
  })

  test('is explained after the version and the endpoint are out of use', async () => {
    const endpoint = await deployed('retired')
    const id = await answered(endpoint, { mass: null, island: 'Biscoe' })
    await deployed('successor')
    await owner.db.update(endpoints).set({ deletedAt: new Date() }).where(eq(endpoints.id, endpoint.id))
    await remove(owner, { name: 'retired' })
    const found = await explain(owner, { id })
    expect(found).toMatchObject({ endpoint: { removed: true }, version: { removed: true }, again: { equal: true } })
    expect(found.contributions?.method).toBe('exact')
  })

  test('names what was not kept', async () => {
    const bare = await deployed('bare', {})
    const without = await explain(owner, { id: await answered(bare, { mass: 1, island: 'Dream' }, { inputs: {} }) })
    expect(without).toMatchObject({ row: null, again: null, contributions: null })
    expect(without.missing.map(({ what }) => what)).toEqual(['row', 'environment'])
    const lone = await explain(owner, { id: await answered(bare, { mass: 1, island: 'Dream' }) })
    expect(lone.again?.equal).toBe(true)
    expect(lone.missing.map(({ what }) => what)).toEqual(['contributions', 'environment'])
  })

  test('names bytes that are gone from the store', async () => {
    const endpoint = await deployed('gone')
    const id = await answered(endpoint, { mass: 1, island: 'Dream' })
    const path = await owner.store.path(endpoint.artifact)
    await rm(path)
    expect((await explain(owner, { id })).missing).toEqual([
      { what: 'bytes', why: `no such artifact: ${endpoint.artifact}` },
    ])
  })

  test('is nobody else’s', async () => {
    const id = await answered(await deployed('mine'), { mass: 1, island: 'Dream' })
    await expect(explain(await platform.stranger(), { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
