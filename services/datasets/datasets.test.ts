import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogue } from '#nodes/index.ts'
import type { Context } from '../context.ts'
import { create as createName } from '../models/create.ts'
import { registerSource } from '../models/register-source.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { create as createExperiment } from '../tracking/experiments/create.ts'
import { connect } from '../tracking/runs/connect.ts'
import { create as createRun } from '../tracking/runs/create.ts'
import { columnsOf } from './columns-of.ts'
import { get } from './get.ts'
import { list } from './list.ts'
import { listMade } from './list-made.ts'

let platform: TestPlatform
let owner: Context
const schema = (columns: Record<string, string>) =>
  JSON.stringify({ mlflow_colspec: Object.entries(columns).map(([name, type]) => ({ name, type })) })
const trips = { name: 'trips', sourceType: 'http', source: '{"url": "https://example.org/trips.csv"}' }

beforeAll(async () => {
  platform = await openTestPlatform({ catalogue })
  owner = platform.owner
  const { number: experiment } = await createExperiment(owner, { name: 'notebook' })
  const logs = [
    {
      digest: 'one',
      schema: schema({ hour: 'long', note: 'string' }),
      profile: '{"num_rows": 150, "num_elements": 300}',
    },
    { digest: 'one', schema: schema({ hour: 'long', note: 'string' }) },
    {
      ...{ digest: 'two', schema: schema({ hour: 'double', wind: 'double' }) },
      profile: JSON.stringify({ num_rows: 200, columns: { wind: { missing: 20, distinct: 180, min: 0, max: 9.5 } } }),
    },
  ]
  await createName(owner, { name: 'late' })
  for (const log of logs) {
    const { id } = await createRun(owner, { experiment, kind: 'client' })
    await connect(owner, { id, datasets: [{ ...trips, ...log }] })
    if (log.digest === 'two')
      await registerSource(owner, {
        name: 'late',
        source: 'https://example.org/m',
        trackedRunId: id.replaceAll('-', ''),
      })
  }
})
afterAll(() => platform.close())

describe('the catalogue of logged data', () => {
  test('has a name once, however many runs logged it, and counts who uses it', async () => {
    expect(await list(owner)).toMatchObject([
      { name: 'trips', digest: 'two', versions: 2, rows: 200, columns: ['hour', 'wind'], uses: { runs: 3, models: 1 } },
    ])
  })

  test('tells what a program told of each column, and what changed since the content before', async () => {
    expect(await get(owner, { name: 'trips' })).toMatchObject({
      columns: [
        { name: 'hour', type: 'DOUBLE' },
        { name: 'wind', type: 'DOUBLE', missing: 20, distinct: 180, min: 0, max: 9.5 },
      ],
      changed: { added: ['wind'], gone: ['note'], retyped: ['hour'] },
      versions: [{ digest: 'two' }, { digest: 'one', rows: 150 }],
    })
    expect(await get(owner, { name: 'trips', digest: 'one' })).toMatchObject({ rows: 150, changed: null })
    await expect(get(owner, { name: 'trips', digest: 'three' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('takes schemas as they come', () => {
    expect(columnsOf('not json')).toEqual([])
    expect(columnsOf('{"mlflow_colspec": [{"name": 3, "type": "long"}, 7]}')).toEqual([{ name: '3', type: 'long' }])
    const pixels = [{ type: 'tensor', 'tensor-spec': { dtype: 'uint8', shape: [-1, 28, 28] } }]
    expect(
      columnsOf(JSON.stringify({ mlflow_tensorspec: { features: JSON.stringify(pixels), targets: null } })),
    ).toEqual([{ name: 'features', type: 'uint8[-1, 28, 28]' }])
  })

  test('is nobody else’s, and tables that pipelines make stand beside it', async () => {
    const stranger = await platform.stranger()
    expect(await list(stranger)).toEqual([])
    expect(await listMade(owner)).toEqual([])
    await expect(get(stranger, { name: 'trips' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
