import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogue } from '#nodes/index.ts'
import { fromYaml } from '#pipeline/yaml.ts'
import { apply } from '../pipelines/apply.ts'
import { begin as beginStep } from '../steps/begin.ts'
import { fail as failStep } from '../steps/fail.ts'
import { finish as finishStep } from '../steps/finish.ts'
import { keep } from '../steps/keep.ts'
import { report } from '../steps/report.ts'
import { addPeople, modelValue, stored, work } from '../testing/made.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { list as listArtifacts } from '../tracking/artifacts/list.ts'
import { create as createExperiment } from '../tracking/experiments/create.ts'
import { history } from '../tracking/metrics/history.ts'
import { destroy } from '../tracking/runs/destroy.ts'
import { get as getTracked } from '../tracking/runs/get.ts'
import { move } from '../tracking/runs/move.ts'
import { remove as removeRun } from '../tracking/runs/remove.ts'
import { restore as restoreRun } from '../tracking/runs/restore.ts'
import { search } from '../tracking/runs/search.ts'
import { begin } from './begin.ts'
import { cancel } from './cancel.ts'
import { finish } from './finish.ts'
import { start } from './start.ts'
import { trainingId } from './track-training.ts'

const learning = fromYaml(`
espalier: 1
name: Who is it
nodes:
  load:
    kind: etl.load-file
    params:
      file: people.csv
  split:
    kind: feature.split
    inputs:
      rows: load.rows
    params:
      target: name
  train:
    kind: training.classifier
    inputs:
      rows: split.rows
    params:
      trees: 7
`)

let platform: TestPlatform
beforeAll(async () => {
  platform = await openTestPlatform({ catalogue })
  await addPeople(platform.owner)
  await apply(platform.owner, { spec: learning })
})
afterAll(() => platform.close())

/** A run of the pipeline whose training has begun. */
async function training(trees: number) {
  const { owner, worker } = platform
  const { id } = await start(owner, { pipeline: { slug: 'who-is-it' }, overrides: { 'train.trees': trees } })
  await begin(worker, { runId: id })
  await work(worker, id, 'load')
  await work(worker, id, 'split')
  const begun = await beginStep(worker, { runId: id, node: 'train' })
  if (begun.done) throw new Error('nothing to train')
  return { id, attempt: { runId: id, node: 'train', token: begun.token } }
}

describe('a run of a pipeline', () => {
  test('is a run of the experiment named as the pipeline, and each training a run beneath it', async () => {
    const { owner, worker } = platform
    const { id } = await start(owner, { pipeline: { slug: 'who-is-it' } })
    expect(await getTracked(owner, { id })).toMatchObject({ kind: 'pipeline', status: 'running', endedAt: null })

    await begin(worker, { runId: id })
    await work(worker, id, 'load')
    await work(worker, id, 'split')
    const begun = await beginStep(worker, { runId: id, node: 'train' })
    if (begun.done) throw new Error('nothing to train')
    const attempt = { runId: id, node: 'train', token: begun.token }
    const curve = [4, 3, 2].flatMap((value, index) => [
      { name: 'loss', index, value },
      { name: 'accuracy', index, value: 0.1 },
    ])
    await report(worker, { ...attempt, metrics: curve })
    const underWay = {
      kind: 'step',
      parentId: id,
      status: 'running',
      endedAt: null,
      metrics: [{ value: 0.1 }, { value: 2 }],
    }
    const live = await search(owner, { filter: "params.trees = '7'" })
    expect(live.runs).toMatchObject([underWay])
    const environment = { python: '3.12.1', platform: 'linux x86_64', packages: { lightgbm: '4.6.0', six: '1.17' } }
    const model = { ...(await modelValue(worker)), details: await stored(worker, JSON.stringify({ environment })) }
    await finishStep(worker, { ...attempt, outputs: { model } })
    expect(await getTracked(owner, { id: live.runs[0]?.id ?? '' })).toMatchObject({ status: 'finished' })
    await finish(worker, { runId: id })

    expect(await getTracked(owner, { id })).toMatchObject({ status: 'finished', endedAt: expect.any(Number) })
    const { runs } = await search(owner, { filter: "metrics.accuracy > 0.8 AND params.trees = '7'" })
    expect(runs).toMatchObject([{ kind: 'step', parentId: id, status: 'finished', experiment: 1 }])
    expect(runs[0]?.metrics).toMatchObject([
      { key: 'accuracy', value: 0.9, step: 3 },
      { key: 'loss', value: 2, step: 2 },
    ])
    const lock = runs[0]?.tags.find(({ key }) => key === 'espalier.environment')?.value
    expect(lock).toMatch(/^Python 3\.12\.1, linux x86_64, lightgbm 4\.6\.0, 2 packages \([0-9a-f]{8}\)$/)
  })

  test('says, with its trainings, what they read, who started them and from where', async () => {
    const { owner } = platform
    const { runs } = await search(owner, { filter: "datasets.name LIKE 'peop%'" })
    expect(runs.map(({ kind }) => kind).sort()).toEqual(['pipeline', 'step'])
    for (const { datasets, tags } of runs) {
      expect(datasets).toMatchObject([{ name: 'people.csv', digest: expect.stringMatching(/^[0-9a-f]{12}$/) }])
      const [{ source = '', schema, profile } = {}] = datasets
      expect(JSON.parse(source)).toEqual({ file: 'people.csv', version: 1, sha256: expect.any(String) })
      expect(JSON.parse(schema ?? '')).toEqual({
        mlflow_colspec: [
          { type: 'string', name: 'name', required: false },
          { type: 'long', name: 'age', required: false },
        ],
      })
      expect(JSON.parse(profile ?? '')).toEqual({ num_rows: 2 })
      const said = Object.fromEntries(tags.map(({ key, value }) => [key, value]))
      expect(said).toMatchObject({
        'mlflow.user': owner.actor.name,
        'mlflow.source.type': 'JOB',
        'mlflow.source.name': 'who-is-it@1',
      })
    }
  })

  test('keeps of a training that failed what it measured, and nothing of an attempt before', async () => {
    const { owner, worker } = platform
    const { id, attempt } = await training(5)
    await report(worker, { ...attempt, metrics: [0, 1, 2].map((index) => ({ name: 'loss', index, value: 9 })) })
    const again = await beginStep(worker, { runId: id, node: 'train' })
    if (again.done) throw new Error('nothing to train')
    const second = { ...attempt, token: again.token }
    await report(worker, { ...second, metrics: [{ name: 'loss', index: 0, value: 4 }] })
    await failStep(worker, { ...second, fault: { code: 'BAD_DATA', message: 'one class' } })
    await finish(worker, { runId: id })

    const { runs } = await search(owner, { filter: "params.trees = '5'" })
    expect(runs).toMatchObject([{ status: 'failed', endedAt: expect.any(Number) }])
    expect(runs[0]?.metrics).toMatchObject([{ key: 'loss', value: 4, step: 0 }])
    const { points } = await history(owner, { id: runs[0]?.id ?? '', key: 'loss' })
    expect(points).toMatchObject([{ value: 4, step: 0 }])
  })

  test('keeps the files of a training in one place, though somebody moves the run meanwhile', async () => {
    const { owner, worker } = platform
    const { id, attempt } = await training(11)
    const path = join(owner.work, 'kept.txt')
    await writeFile(path, 'tree')
    await keep(worker, { ...attempt, name: 'before.txt', path })
    const { number: to } = await createExperiment(owner, { name: 'elsewhere' })
    await move(owner, { ids: [id], to })
    await keep(worker, { ...attempt, name: 'after.txt', path })
    const run = await getTracked(owner, { id: trainingId(id, 'train') })
    expect(run.experiment).toBe(to)
    const folder = `${run.artifactLocation?.replace('mlflow-artifacts:/', '')}/${run.id.replaceAll('-', '')}`
    const files = async () => (await listArtifacts(owner, { folder: `${folder}/artifacts` })).map(({ name }) => name)
    expect(await files()).toEqual(['after.txt', 'before.txt'])
    await cancel(owner, { id })
    await finish(worker, { runId: id })
    await removeRun(owner, { id: run.id })
    await destroy(owner, { ids: [run.id] })
    expect(await files()).toEqual([])
  })

  test('kills a training with itself, which keeps what it measured, and takes it to the trash and back', async () => {
    const { owner, worker } = platform
    const { id, attempt } = await training(3)
    await report(worker, { ...attempt, metrics: [{ name: 'loss', index: 0, value: 8 }] })
    await cancel(owner, { id })
    await finish(worker, { runId: id })
    const { runs } = await search(owner, { filter: "params.trees = '3'" })
    expect(runs).toMatchObject([{ status: 'killed', metrics: [{ key: 'loss', value: 8 }] }])
    const inTrash = async () => (await getTracked(owner, { id: trainingId(id, 'train') })).deletedAt !== null
    await removeRun(owner, { id })
    expect(await inTrash()).toBe(true)
    await restoreRun(owner, { id })
    expect(await inTrash()).toBe(false)
    await removeRun(owner, { id: trainingId(id, 'train') })
    await removeRun(owner, { id })
    await restoreRun(owner, { id })
    expect(await inTrash()).toBe(true)
  })

  test('has no run for a training that never began', async () => {
    const { owner, worker } = platform
    const overrides = { 'train.trees': 2 }
    const { id } = await start(owner, { pipeline: { slug: 'who-is-it' }, overrides })
    await begin(worker, { runId: id })
    await failStep(worker, { runId: id, node: 'train', fault: { code: 'INTERNAL', message: 'lost' } })
    await finish(worker, { runId: id })
    expect((await search(owner, { filter: "params.trees = '2'" })).runs).toEqual([])
  })

  test('that is cancelled was killed', async () => {
    const { id } = await start(platform.owner, { pipeline: { slug: 'who-is-it' } })
    await cancel(platform.owner, { id })
    expect(await getTracked(platform.owner, { id })).toMatchObject({ status: 'killed' })
  })
})
