import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogue } from '#nodes/index.ts'
import type { Context } from '../context.ts'
import { deploy } from '../endpoints/deploy.ts'
import { create as createName } from '../models/create.ts'
import { findRegisteredVersion } from '../models/find-registered-version.ts'
import { register } from '../models/register.ts'
import { registerSource } from '../models/register-source.ts'
import { removeVersion } from '../models/remove-version.ts'
import { apply } from '../pipelines/apply.ts'
import { record } from '../predictions/record.ts'
import { start } from '../runs/start.ts'
import { addPeople, modelValue, people } from '../testing/made.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { put } from '../tracking/artifacts/put.ts'
import { create as createExperiment } from '../tracking/experiments/create.ts'
import { create as createModel } from '../tracking/logged-models/create.ts'
import { connect } from '../tracking/runs/connect.ts'
import { create as createRun } from '../tracking/runs/create.ts'
import { get as getRun } from '../tracking/runs/get.ts'
import { graph } from './graph.ts'
import { impact } from './impact.ts'
import { usedBy } from './used-by.ts'

let platform: TestPlatform
let owner: Context
let runId: string
let predictionId: string
beforeAll(async () => {
  platform = await openTestPlatform({ catalogue })
  owner = platform.owner
  await addPeople(owner)
  const { slug } = await apply(owner, { spec: people() })
  runId = (await start(owner, { pipeline: { slug } })).id
  const model = await modelValue(owner)
  const { version } = await register(platform.worker, { name: 'late', model, step: { runId, node: 'named' } })
  const endpoint = await deploy(owner, { endpoint: 'late-flights', version: { versionId: version?.id ?? '' } })
  predictionId = randomUUID()
  await record(owner, {
    predictions: [
      {
        ...{ id: predictionId, endpointId: endpoint.id, versionId: version?.id ?? '', route: 1, inputs: { hour: 7 } },
        ...{ output: { prediction: 'true' }, microseconds: 5 },
      },
    ],
  })
})
afterAll(() => platform.close())

const lines = ({ edges }: { edges: { from: string; to: string }[] }) =>
  edges.map(({ from, to }) => `${from} > ${to}`).sort()

describe('lineage', () => {
  test('takes a file that runs name as their dataset for the file', async () => {
    const [{ name, digest } = { name: '', digest: '' }] = (await getRun(owner, { id: runId })).datasets
    expect((await graph(owner, { of: `${name}@${digest}` })).of).toEqual(['file:people.csv@1'])
  })

  test('finds a run by the id that MLflow gives it', async () => {
    const hex = runId.replaceAll('-', '')
    for (const of of [hex, `run:${hex}`]) expect((await graph(owner, { of })).of).toEqual([`run:${runId}`])
  })

  test('leads from a file to the endpoint it came to', async () => {
    const found = await graph(owner, { of: 'people.csv' })
    expect(found.of).toEqual(['file:people.csv@1'])
    expect(lines(found)).toEqual(
      [
        `file:people.csv@1 > run:${runId}`,
        `run:${runId} > version:late@1`,
        'version:late@1 > endpoint:late-flights',
      ].sort(),
    )
    expect(found.nodes.find(({ kind }) => kind === 'version')).toMatchObject({
      name: 'late',
      version: 1,
      removed: false,
    })
  })

  test('leads back from an answer to revision and file', async () => {
    const found = await graph(owner, { of: predictionId })
    expect(lines(found)).toEqual(
      [
        `endpoint:late-flights > prediction:${predictionId}`,
        `version:late@1 > prediction:${predictionId}`,
        `run:${runId} > version:late@1`,
        `pipeline:people@1 > run:${runId}`,
        `file:people.csv@1 > run:${runId}`,
      ].sort(),
    )
  })

  test.each(['endpoint:late-flights', 'late-flights', 'late@1', 'pipeline:people@1', 'file:people.csv@1'])(
    'finds %s by its name',
    async (of) => {
      expect((await graph(owner, { of })).edges.length).toBeGreaterThan(1)
    },
  )

  test('knows runs, data and models of other programs, and goes round no circle for ever', async () => {
    const { number: experiment } = await createExperiment(owner, { name: 'notebook' })
    const run = await createRun(owner, { experiment, kind: 'client' })
    const model = await createModel(owner, { experiment, name: 'boosted', sourceRunId: run.id })
    await connect(owner, {
      id: run.id,
      datasets: [{ name: 'iris', digest: 'abc123', sourceType: 'http', source: '{}' }],
      models: [
        { modelId: model.id, direction: 'input' },
        { modelId: model.id, direction: 'output' },
      ],
    })
    await createName(owner, { name: 'boosted' })
    await registerSource(owner, {
      name: 'boosted',
      source: `models:/${model.id}`,
      loggedModelId: model.id,
      trackedRunId: run.id.replaceAll('-', ''),
    })
    const found = await graph(owner, { of: 'dataset:iris@abc123' })
    expect(lines(found)).toContain(`dataset:iris@abc123 > run:${run.id}`)
    expect(lines(found)).toContain(`logged-model:${model.id} > version:boosted@1`)
    expect((await graph(owner, { of: 'boosted@1', direction: 'up' })).nodes.map(({ kind }) => kind)).toContain(
      'dataset',
    )
  })

  test('leads from a version to what was made of it, and from nothing to it twice', async () => {
    await registerSource(owner, {
      name: 'boosted',
      source: 'models:/boosted/1',
      trackedRunId:
        (await findRegisteredVersion(owner.db, owner.actor.projectId, { name: 'boosted', number: 1 })).trackedRunId ??
        '',
    })
    const found = await graph(owner, { of: 'boosted@2', direction: 'up' })
    expect(lines(found)).toContain('version:boosted@1 > version:boosted@2')
    expect(lines(found).filter((line) => line.endsWith('> version:boosted@2'))).toHaveLength(1)
    expect(lines(await graph(owner, { of: 'boosted@1', direction: 'down' }))).toEqual([
      'version:boosted@1 > version:boosted@2',
    ])
  })

  test('only counts versions no longer in use, unless they are asked for', async () => {
    const { number: experiment } = await createExperiment(owner, { name: 'retrained daily' })
    const run = await createRun(owner, { experiment, kind: 'client' })
    await createName(owner, { name: 'daily' })
    for (let number = 1; number <= 5; number += 1) {
      await registerSource(owner, {
        name: 'daily',
        source: 'https://example.org/m',
        trackedRunId: run.id.replaceAll('-', ''),
      })
      if (number < 5) await removeVersion(owner, { name: 'daily', number })
    }
    const of = `run:${run.id}`
    const found = await graph(owner, { of, fan: 2 })
    expect(lines(found)).toEqual([`${of} > version:daily@5`])
    expect(found.more).toEqual([{ id: of, direction: 'down', inUse: 0, removed: 4 }])
    const all = await graph(owner, { of, removed: 'shown' })
    expect(all.edges).toHaveLength(5)
    expect(all.more).toEqual([])
    expect(lines(await graph(owner, { of: 'daily@1', direction: 'up' }))).toEqual([`${of} > version:daily@1`])
  })

  test('narrows to what an input of the same name, or anything at all, may rest on', async () => {
    const { number: experiment } = await createExperiment(owner, { name: 'narrow' })
    const run = await createRun(owner, { experiment, kind: 'client' })
    const schema = JSON.stringify({
      mlflow_colspec: [
        { name: 'hour', type: 'long' },
        { name: 'note', type: 'string' },
      ],
    })
    const trips = { name: 'trips', digest: 'a1', sourceType: 'local', source: '{}', schema }
    await connect(owner, { id: run.id, datasets: [trips] })
    await createName(owner, { name: 'trips' })
    await registerSource(owner, {
      name: 'trips',
      source: 'https://example.org/m',
      trackedRunId: run.id.replaceAll('-', ''),
    })
    const found = await graph(owner, { of: 'trips@a1', column: 'hour' })
    expect(lines(found)).toEqual([`dataset:trips@a1 > run:${run.id}`, `run:${run.id} > version:trips@1`])
    expect(await impact(owner, { dataset: 'trips', column: 'hour' })).toMatchObject({
      versions: [{ model: 'trips', how: 'may' }],
    })
    const folder = `${experiment}/kept`
    const signature = { inputs: JSON.stringify([{ name: 'hour', type: 'long' }]) }
    await put(owner, { path: `${folder}/MLmodel`, bytes: Readable.from([JSON.stringify({ flavors: {}, signature })]) })
    await registerSource(owner, {
      name: 'trips',
      source: `mlflow-artifacts:/${folder}`,
      trackedRunId: run.id.replaceAll('-', ''),
    })
    expect((await impact(owner, { dataset: 'trips', column: 'hour' })).versions).toMatchObject([
      { number: 2, how: 'name', inputs: ['hour'] },
      { number: 1, how: 'may' },
    ])
    expect(await usedBy(owner, { dataset: 'trips', digest: 'a1' })).toMatchObject({
      ...{
        runs: 1,
        pipelines: [],
        programs: [{ name: 'narrow', runs: 1 }],
        models: [{ name: 'trips', versions: [2, 1] }],
      },
    })
    const wrong = graph(owner, { of: 'trips@a1', column: 'colour' })
    await expect(wrong).rejects.toMatchObject({ code: 'NOT_FOUND', hint: 'it has hour, note' })
    await expect(graph(owner, { of: 'late@1', column: 'hour' })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })

  test('shows the newest of many and says where there are more', async () => {
    for (let count = 0; count < 4; count += 1) await start(owner, { pipeline: { slug: 'people' } })
    const found = await graph(owner, { of: 'people.csv', direction: 'down', fan: 2 })
    expect(found.edges.filter(({ from }) => from.startsWith('file:'))).toHaveLength(2)
    expect(found.more).toContainEqual({ id: 'file:people.csv@1', direction: 'down', inUse: 3, removed: 0 })
    expect(await graph(owner, { of: 'people.csv', limit: 1 })).toMatchObject({ cut: true })
  })

  test('is nobody else’s', async () => {
    const stranger = await platform.stranger()
    for (const of of ['people.csv', 'late-flights', predictionId, runId])
      await expect(graph(stranger, { of })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
