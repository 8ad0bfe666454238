import { copyFile, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { espalier, root } from './espalier.ts'

const stepOf = ({ steps }: { steps: { node: string; status: string; fault: unknown }[] }, node: string) => {
  const step = steps.find((candidate) => candidate.node === node)
  if (!step) throw new Error(`no such step: ${node}`)
  return step
}

test('an engineer runs a pipeline from a file, sees it fail and succeed, and asks its model', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'command-line-'))
  const pipeline = join(folder, 'by-text.yaml')
  const example = await readFile(join(root, 'examples', 'penguins.yaml'), 'utf8')
  await writeFile(
    pipeline,
    example.replace('name: Penguins\n', 'name: By text\n').replaceAll('penguins.json', 'birds.json'),
  )
  await copyFile(join(root, 'node_modules', 'vega-datasets', 'data', 'penguins.json'), join(folder, 'birds.json'))

  const settings = ['register.name=birds', 'deploy.endpoint=birds', 'train.trees=20']
  const run = (...more: string[]) =>
    espalier('pipeline', 'run', pipeline, '--wait', ...[...settings, ...more].flatMap((setting) => ['--set', setting]))

  const refused = await run('gate.atLeast=1.5')
  expect(refused).toMatchObject({ code: 1, json: { status: 'failed' } })
  expect(stepOf(refused.json, 'gate').fault).toMatchObject({ code: 'GATE_FAILED' })
  expect(stepOf(refused.json, 'deploy').status).toBe('skipped')

  const passed = await run()
  expect(passed).toMatchObject({ code: 0, json: { status: 'done' } })
  expect(stepOf(passed.json, 'train').status).toBe('reused')
  expect(await run('train.trees=0')).toMatchObject({
    code: 2,
    json: { fault: { at: { node: 'train', param: 'trees' } } },
  })

  const models = await espalier('model', 'list')
  expect(models.json).toContainEqual(expect.objectContaining({ name: 'birds', versions: 1 }))

  const rows = join(folder, 'rows.csv')
  await writeFile(
    rows,
    'Island,Beak Length (mm),Beak Depth (mm),Flipper Length (mm),Body Mass (g),Sex\nTorgersen,39.1,18.7,181,3750,MALE\n',
  )
  const answer = await espalier('predict', 'birds', '--rows', rows)
  expect(answer).toMatchObject({ code: 0, json: { predictions: [{ prediction: 'Adelie' }] } })

  const exported = await espalier('pipeline', 'export', 'by-text')
  await writeFile(pipeline, exported.json.yaml)
  expect(await espalier('pipeline', 'apply', pipeline)).toMatchObject({ json: { outcome: 'unchanged' } })
})
