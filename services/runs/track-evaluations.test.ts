import { afterAll, expect, test } from 'vitest'
import { catalogue } from '#nodes/index.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import { fromYaml } from '#pipeline/yaml.ts'
import { apply } from '../pipelines/apply.ts'
import { begin as beginStep } from '../steps/begin.ts'
import { finish as finishStep } from '../steps/finish.ts'
import { addPeople, modelValue, reportValue, work } from '../testing/made.ts'
import { openTestPlatform } from '../testing/platform.ts'
import { search } from '../tracking/runs/search.ts'
import { begin } from './begin.ts'
import { finish } from './finish.ts'
import { start } from './start.ts'

const { owner, worker, close } = await openTestPlatform({ catalogue })
afterAll(close)

const pipeline = (more = '') =>
  fromYaml(`
espalier: 1
name: Who is it
nodes:
  load: { kind: etl.load-file, params: { file: people.csv } }
  split: { kind: feature.split, inputs: { rows: load.rows }, params: { target: name } }
  train: { kind: training.classifier, inputs: { rows: split.rows } }
  first: { kind: validation.evaluate, inputs: { model: train.model, rows: split.rows } }
  ${more}`)

async function ran(nodes: string[]) {
  const { id } = await start(owner, { pipeline: { slug: 'who-is-it' } })
  await begin(worker, { runId: id })
  for (const node of ['load', 'split']) await work(worker, id, node)
  for (const node of ['train', ...nodes]) {
    const begun = await beginStep(worker, { runId: id, node })
    const made: [string, PortValue] =
      node === 'train' ? ['model', await modelValue(worker)] : ['report', await reportValue(worker)]
    if (!begun.done)
      await finishStep(worker, { runId: id, node, token: begun.token, outputs: Object.fromEntries([made]) })
  }
  await finish(worker, { runId: id })
  const { runs } = await search(owner, { filter: `run_id = '${id}'` })
  return runs[0]?.metrics.map(({ key, value }) => [key, value])
}

test('a run has as metrics what its nodes of validation measured; where several measured the same, by node', async () => {
  await addPeople(owner)
  await apply(owner, { spec: pipeline() })
  expect(await ran(['first'])).toEqual([['accuracy', 0.9]])
  const found = await search(owner, { filter: "metrics.accuracy > 0.8 AND attributes.kind = 'pipeline'" })
  expect(found.runs).toHaveLength(1)
  await apply(owner, {
    spec: pipeline('second: { kind: validation.evaluate, inputs: { model: train.model, rows: split.rows } }'),
  })
  expect(await ran(['first', 'second'])).toEqual([
    ['first.accuracy', 0.9],
    ['second.accuracy', 0.9],
  ])
})
