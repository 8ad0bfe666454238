import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogue } from '#nodes/index.ts'
import { emptySpec } from '#pipeline/spec.ts'
import type { Context } from '../context.ts'
import { deploy } from '../endpoints/deploy.ts'
import { add } from '../files/add.ts'
import { saveCard } from '../models/card/save.ts'
import { register } from '../models/register.ts'
import { setAlias } from '../models/set-alias.ts'
import { setTag } from '../models/set-tag.ts'
import { setVersionTag } from '../models/set-version-tag.ts'
import { updateVersion } from '../models/update-version.ts'
import { apply } from '../pipelines/apply.ts'
import { record } from '../predictions/record.ts'
import { modelValue } from '../testing/made.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { put } from '../tracking/artifacts/put.ts'
import { remove } from '../tracking/artifacts/remove.ts'
import { create as createExperiment } from '../tracking/experiments/create.ts'
import { appendToTag } from '../tracking/runs/append-to-tag.ts'
import { connect } from '../tracking/runs/connect.ts'
import { create as createRun } from '../tracking/runs/create.ts'
import { log } from '../tracking/runs/log.ts'
import { move } from '../tracking/runs/move.ts'
import { removeTag } from '../tracking/runs/remove-tag.ts'
import { search } from './search.ts'

let platform: TestPlatform
let owner: Context
let runId: string
const predictionId = randomUUID()
beforeAll(async () => {
  platform = await openTestPlatform({ catalogue })
  owner = platform.owner
  await add(owner, { name: 'late-flights_2026.csv', source: Readable.from(['departure_hour,carrier\n7,AA\n']) })
  await add(owner, { name: 'penguins.csv', source: Readable.from(['bill_length,island\n7,Dream\n']) })
  const spec = emptySpec('Délai des vols')
  await apply(owner, {
    spec: {
      ...spec,
      nodes: { keep: { kind: 'etl.filter-rows', name: 'Drop cancelled flights', params: { where: 'true' } } },
    },
  })
  const { number: experiment } = await createExperiment(owner, { name: 'Boosted flights' })
  runId = (
    await createRun(owner, { experiment, kind: 'client', tags: [{ key: 'mlflow.runName', value: 'nimble-shark-42' }] })
  ).id
  const { version } = await register(owner, {
    name: 'late-flights',
    model: await modelValue(owner),
    description: 'Says which plane is late',
  })
  await setVersionTag(owner, { name: 'late-flights', number: 1, key: 'team', value: 'punctuality' })
  await updateVersion(owner, { name: 'late-flights', number: 1, description: 'Trained after the winter timetable' })
  await setTag(owner, { name: 'late-flights', key: 'domain', value: 'aviation' })
  await setAlias(owner, { name: 'late-flights', alias: 'winner', number: 1 })
  await saveCard(owner, { name: 'late-flights', number: 1, base: 0, text: 'Says nothing of *turbulence*.' })
  await log(owner, {
    id: runId,
    params: [{ key: 'optimizer', value: 'adam with momentum' }],
    tags: [
      { key: 'sea', value: 'pelagic' },
      { key: 'mlflow.note.content', value: 'It overfits after ten rounds.' },
    ],
  })
  const columns = JSON.stringify({ mlflow_colspec: [{ name: 'moon_phase', type: 'double' }] })
  const tides = { name: 'tides.parquet', digest: 'd1', sourceType: 'local', source: '{}', schema: columns }
  await connect(owner, { id: runId, datasets: [tides] })
  await put(owner, {
    path: `${experiment}/${runId.replaceAll('-', '')}/artifacts/plots/roc_curve.png`,
    bytes: Readable.from(['png']),
  })
  const endpoint = await deploy(owner, { endpoint: 'flights-live', version: { versionId: version?.id ?? '' } })
  const answer = { inputs: { hour: 7 }, output: { prediction: 'true' }, microseconds: 5 }
  await record(owner, {
    predictions: [{ id: predictionId, endpointId: endpoint.id, versionId: version?.id ?? '', ...answer }],
  })
})
afterAll(() => platform.close())

const hits = async (text: string) => (await search(owner, { text })).found.map(({ kind, id }) => `${kind}:${id}`)

describe('searching', () => {
  test.each([
    ['penguins', ['file:penguins.csv']],
    ['departure', ['column:late-flights_2026.csv#departure_hour']],
    ['hour', ['column:late-flights_2026.csv#departure_hour', 'endpoint:flights-live', 'version:late-flights@1']],
    ['cancelled', ['node:délai-des-vols#keep']],
    ['délai', ['pipeline:délai-des-vols']],
    ['shark', ['run:RUN']],
    ['plane', ['model:late-flights']],
    ['punctuality', ['version:late-flights@1']],
    ['timetable winter', ['version:late-flights@1']],
    ['boosted', ['experiment:1']],
    ['adam', ['run:RUN']],
    ['momentum shark', ['run:RUN']],
    ['overfits', ['run:RUN']],
    ['pelagic', ['run:RUN']],
    ['roc curve', ['run:RUN']],
    ['tides.parquet', ['dataset:tides.parquet@d1', 'run:RUN']],
    ['moon_phase', ['dataset:tides.parquet@d1']],
    ['winner', ['version:late-flights@1']],
    ['turbulence', ['version:late-flights@1']],
    ['aviation', ['model:late-flights']],
    ['punctuality timetable', ['version:late-flights@1']],
    ['live', ['endpoint:flights-live']],
  ])('%s', async (text, expected) => {
    const slug = (await hits('vols')).find((hit) => hit.startsWith('pipeline:'))?.slice('pipeline:'.length)
    const real = expected.map((one) => one.replace('RUN', runId).replace('délai-des-vols', slug ?? ''))
    expect(await hits(text)).toEqual(real)
  })

  test('finds what begins with a word, all words, either, none, and words in their order', async () => {
    expect(await hits('pengu')).toEqual(['file:penguins.csv'])
    expect(await hits('late-flights_2026.csv')).toEqual(['file:late-flights_2026.csv'])
    expect(await hits('penguins or shark')).toEqual(['file:penguins.csv', `run:${runId}`])
    expect(await hits('flights -live -boosted -cancelled')).toEqual([
      'model:late-flights',
      'file:late-flights_2026.csv',
    ])
    expect(await hits('"winter timetable"')).toEqual(['version:late-flights@1'])
    expect(await hits('"timetable winter"')).toEqual([])
  })

  test('finds runs and predictions by how their id begins', async () => {
    expect(await hits(predictionId)).toEqual([`prediction:${predictionId}`])
    expect(await hits(predictionId.slice(0, 13))).toEqual([`prediction:${predictionId}`])
    expect(await hits(runId.replaceAll('-', ''))).toEqual([`run:${runId}`])
  })

  test('offers names that are alike when nothing bears the words', async () => {
    expect(await search(owner, { text: 'pengiuns' })).toMatchObject({
      near: true,
      found: [{ kind: 'file', id: 'penguins.csv' }],
    })
  })

  test('keeps to the kinds that were asked for, and goes on page by page without repeating', async () => {
    expect((await search(owner, { text: 'flights', kinds: ['node'] })).found.map(({ title }) => title)).toEqual([
      'Drop cancelled flights',
    ])
    const all = await hits('flights')
    const paged: string[] = []
    let after: string | undefined
    do {
      const page = await search(owner, { text: 'flights', limit: 2, ...(after && { after }) })
      paged.push(...page.found.map(({ kind, id }) => `${kind}:${id}`))
      after = page.next ?? undefined
    } while (after)
    expect(all.length).toBeGreaterThan(4)
    expect(paged).toEqual(all)
  })

  test.each(['', '   ', '-', '""', "'", ':*', '!!', 'a & | b', '(', "x'y", 'x\\', '<->', '"unclosed'])(
    'takes %j as it comes',
    async (text) => {
      await expect(search(owner, { text })).resolves.toBeDefined()
    },
  )

  test('says where the words stand, and what stands there', async () => {
    const [run] = (await search(owner, { text: 'overfits' })).found
    expect(run).toMatchObject({ kind: 'run', place: 'note', said: 'It overfits after ten rounds.' })
    const [other] = (await search(owner, { text: 'momentum' })).found
    expect(other).toMatchObject({ place: 'param', said: 'optimizer = adam with momentum' })
    const [version] = (await search(owner, { text: 'turbulence' })).found
    expect(version).toMatchObject({ kind: 'version', place: 'card' })
  })

  test('shows the best of each kind, and how many there are', async () => {
    const { found, counts } = await search(owner, { text: 'flights', each: 1 })
    expect(new Set(found.map(({ kind }) => kind)).size).toBe(found.length)
    expect(counts.endpoint).toBe(1)
  })

  test('finds a run by its words no more when they are gone', async () => {
    await removeTag(owner, { id: runId, key: 'sea' })
    expect(await hits('pelagic')).toEqual([])
  })

  test('finds a run by its files wherever it has moved, and by what is added to a tag afterwards', async () => {
    const { number: from } = await createExperiment(owner, { name: 'Before the move' })
    const { number: to } = await createExperiment(owner, { name: 'After the move' })
    const { id } = await createRun(owner, { experiment: from, kind: 'client' })
    const folder = `${from}/${id.replaceAll('-', '')}/artifacts`
    await put(owner, { path: `${folder}/zeppelin.txt`, bytes: Readable.from(['it flew']) })
    await move(owner, { ids: [id], to })
    await appendToTag(owner, { id, key: 'remarks', item: { said: 'helium' } })
    for (const word of ['zeppelin', 'helium']) expect((await search(owner, { text: word })).found[0]?.id).toBe(id)
    await remove(owner, { path: folder })
    expect(await hits('zeppelin')).toEqual([])
  })

  test('finds nothing of another project', async () => {
    const stranger = await platform.stranger()
    for (const text of ['flights', 'penguins', predictionId, runId])
      expect((await search(stranger, { text })).found).toEqual([])
  })
})
