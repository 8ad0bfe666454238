import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { classesSignature, testModels } from '#engines/models/testing.ts'
import { catalogue } from '#nodes/index.ts'
import type { ModelValue } from '#pipeline/ports/model.ts'
import { link } from '../artifacts/link.ts'
import type { Context } from '../context.ts'
import { deploy } from '../endpoints/deploy.ts'
import { resolve } from '../endpoints/resolve.ts'
import { add as addLabels } from '../labels/add.ts'
import { register } from '../models/register.ts'
import { get as getPipeline } from '../pipelines/get.ts'
import { inspect } from '../pipelines/inspect.ts'
import { list as listPredictions } from '../predictions/list.ts'
import { readWindow } from '../predictions/read-window.ts'
import { record } from '../predictions/record.ts'
import { get as getSchedule } from '../schedules/get.ts'
import { stored } from '../testing/made.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { create } from './create.ts'
import { reports } from './reports.ts'

const noon = new Date('2026-03-01T12:00:00Z')
let platform: TestPlatform
let owner: Context
beforeAll(async () => {
  platform = await openTestPlatform({ catalogue })
  owner = { ...platform.owner, calendar: { times: async () => [noon] } }
  const bytes = await owner.store.put(createReadStream(testModels().classes))
  await link(owner.db, owner.actor.projectId, [{ ...bytes, mediaType: 'application/x-onnx' }])
  const model: ModelValue = {
    ...{ type: 'model', artifact: bytes.sha256, signature: classesSignature, metrics: {} },
    parity: { rows: 1, maxDifference: 0, tolerance: 1e-5 },
    details: await stored(owner, '{}'),
  }
  const { version } = await register(owner, { name: 'weights', model })
  await deploy(owner, { endpoint: 'weights', version: { versionId: version?.id ?? '' } })
})
afterAll(() => platform.close())

const window = { endpoint: 'weights', from: new Date('2026-03-01T11:00:00Z'), until: noon }
const folder = () => mkdtemp(join(owner.work, 'window-'))

async function answered(rows: { at: Date; mass: unknown }[]) {
  const { id: endpointId, targets } = await resolve(owner, { name: 'weights' })
  const output = { prediction: 'heavy', probabilities: { heavy: 0.75, light: 0.25 } }
  const shared = { endpointId, versionId: targets[0].versionId, route: 1, output, microseconds: 5 }
  const predictions = rows.map(({ at, mass }) => ({
    id: randomUUID(),
    at,
    inputs: { mass, island: 'Dream' },
    ...shared,
  }))
  await record(owner, { predictions })
}

async function counts(artifact: string): Promise<string> {
  const output = join(await folder(), 'counts.parquet')
  const sql = 'SELECT count(mass), count(DISTINCT mass), count(DISTINCT prediction_id), min(mass), max(mass) FROM rows'
  await owner.tables.select({ sql, tables: { rows: await owner.store.path(artifact) }, files: [], output })
  return output
}

describe('predictions of a window', () => {
  test('that has none are a table without rows, because a quiet endpoint is no mistake', async () => {
    const { rows } = await readWindow(platform.worker, { ...window, folder: await folder() })
    expect([rows.rows, rows.columns.length]).toEqual([0, 9])
  })

  test('are a table with inputs, answer, probabilities, version, time and id, page after page, each once', async () => {
    const minute = (index: number) => new Date(noon.getTime() - 1 - Math.floor(index / 3) * 1000)
    const rows = Array.from({ length: 4500 }, (_, index) => ({ at: minute(index), mass: index }))
    await answered([...rows, { at: noon, mass: -1 }, { at: new Date(noon.getTime() - 5000), mass: 'heavy' }])
    const { rows: table, model } = await readWindow(platform.worker, { ...window, folder: await folder() })
    expect(table.rows).toBe(4501)
    expect(table.columns.map(({ name, type, role }) => [name, type, role])).toEqual([
      ['mass', 'DOUBLE', undefined],
      ['island', 'VARCHAR', undefined],
      ['prediction', 'VARCHAR', undefined],
      ['probability of heavy', 'DOUBLE', undefined],
      ['probability of light', 'DOUBLE', undefined],
      ['version', 'BIGINT', 'group'],
      ['weight', 'VARCHAR', 'target'],
      ['at', 'TIMESTAMP', 'time'],
      ['prediction_id', 'VARCHAR', 'id'],
    ])
    expect(model.version).toMatchObject({ model: 'weights', number: 1 })
    const { rows: counted } = await owner.tables.preview(await counts(table.artifact), { offset: 0, limit: 1 })
    expect(counted).toEqual([[4500, 4500, 4501, 0, 4499]])
  })
})

describe('labels of a window', () => {
  test('that has none are a fault which says how to add some', () =>
    expect(async () =>
      readWindow(platform.worker, { ...window, labels: 'all', folder: await folder() }),
    ).rejects.toMatchObject({ code: 'BAD_DATA', hint: expect.stringContaining('espalier label add weights') }))

  test('are rows to train on, and stand beside what was answered', async () => {
    const { predictions } = await listPredictions(owner, { endpoint: 'weights', limit: 3 })
    const rows = predictions.map(({ id }) => ({ prediction: id, label: 'light' }))
    expect(await addLabels(owner, { endpoint: 'weights', rows })).toMatchObject({ added: 3 })
    const last = { ...window, from: new Date(noon.getTime() - 2), until: new Date(noon.getTime() + 1) }
    const { rows: table } = await readWindow(platform.worker, { ...last, labels: 'all', folder: await folder() })
    expect([table.rows, table.columns.map(({ name }) => name)]).toEqual([
      3,
      ['mass', 'island', 'weight', 'at', 'prediction_id'],
    ])
    const { rows: all } = await readWindow(platform.worker, { ...last, folder: await folder() })
    const shown = await owner.tables.preview(await owner.store.path(all.artifact), { offset: 0, limit: 10 })
    const place = shown.columns.findIndex(({ name }) => name === 'weight')
    expect(shown.rows.map((row) => row[place] ?? 'unknown').sort()).toEqual(['light', 'light', 'light', 'unknown'])
  })
})

describe('a monitor', () => {
  test('is a pipeline without a problem and a schedule that fills in the end of its window', async () => {
    const { pipeline, schedule } = await create(owner, { endpoint: 'weights' })
    expect({ pipeline, schedule }).toEqual({
      pipeline: { slug: 'monitor-weights', name: 'Monitor weights' },
      schedule: 'Monitor weights',
    })
    const { spec } = await getPipeline(owner, { slug: pipeline.slug })
    expect(spec.nodes.read?.params).toMatchObject({ endpoint: 'weights' })
    expect((await inspect(owner, { spec })).problems).toEqual([])
    expect(await getSchedule(owner, { name: schedule })).toMatchObject({
      timing: { kind: 'interval', everySeconds: 3600 },
      overrides: Object.fromEntries(
        ['read', 'quality', 'operation'].map((node) => [`${node}.until`, '{{ scheduled_time }}']),
      ),
    })
    expect(await reports(owner, { endpoint: 'weights' })).toEqual({ pipelines: [pipeline], runs: [] })
  })

  test('is made once', () =>
    expect(create(owner, { endpoint: 'weights' })).rejects.toMatchObject({
      code: 'CONFLICT',
      hint: 'change the schedule: Monitor weights',
    }))

  test('is of an endpoint that there is, and nobody else’s', async () => {
    await expect(create(owner, { endpoint: 'nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const stranger = await platform.stranger()
    await expect(reports(stranger, { endpoint: 'weights' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
