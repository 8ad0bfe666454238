import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogue } from '#nodes/index.ts'
import { fromYaml } from '#pipeline/yaml.ts'
import { apply } from '../pipelines/apply.ts'
import { begin as beginStep } from '../steps/begin.ts'
import { finish as finishStep } from '../steps/finish.ts'
import { report } from '../steps/report.ts'
import { addPeople, modelValue, work } from '../testing/made.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { get as getTracked } from '../tracking/runs/get.ts'
import { search } from '../tracking/runs/search.ts'
import { begin } from './begin.ts'
import { cancel } from './cancel.ts'
import { finish } from './finish.ts'
import { start } from './start.ts'

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
    await finishStep(worker, { ...attempt, outputs: { model: await modelValue(worker) } })
    await finish(worker, { runId: id })

    expect(await getTracked(owner, { id })).toMatchObject({ status: 'finished', endedAt: expect.any(Number) })
    const { runs } = await search(owner, { filter: "metrics.accuracy > 0.8 AND params.trees = '7'" })
    expect(runs).toMatchObject([{ kind: 'step', parentId: id, status: 'finished', experiment: 1 }])
    expect(runs[0]?.metrics).toMatchObject([
      { key: 'accuracy', value: 0.9, step: 3 },
      { key: 'loss', value: 2, step: 2 },
    ])
  })

  test('that is cancelled was killed', async () => {
    const { id } = await start(platform.owner, { pipeline: { slug: 'who-is-it' } })
    await cancel(platform.owner, { id })
    expect(await getTracked(platform.owner, { id })).toMatchObject({ status: 'killed' })
  })
})
