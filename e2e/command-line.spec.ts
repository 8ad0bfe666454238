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

test('a notebook runs from a file with its parameters set, and comes back executed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'command-line-'))
  const [file, out] = [join(folder, 'double.ipynb'), join(folder, 'executed.ipynb')]
  const cell = (source: string, tags: string[] = []) => ({
    ...{ cell_type: 'code', id: `cell-${tags.length}`, source, metadata: { tags }, outputs: [], execution_count: null },
  })
  const kernelspec = { name: 'python3', display_name: 'Python 3', language: 'python' }
  const cells = [cell('n = 2', ['parameters']), cell("import espalier\nprint(n * 2)\nespalier.log('doubled', n * 2)")]
  await writeFile(file, JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 }))

  expect(await espalier('notebook', 'run', file, '--set', 'm=21', '--wait')).toMatchObject({
    code: 2,
    json: {
      fault: { code: 'INVALID_INPUT', message: 'no such parameter of the notebook: m', hint: 'did you mean n?' },
    },
  })
  const run = await espalier('notebook', 'run', file, '--set', 'n=21', '--wait', '--out', out)
  expect(run).toMatchObject({ code: 0, json: { status: 'done', notebook: { name: 'double.ipynb' } } })
  const executed = JSON.parse(await readFile(out, 'utf8')) as { cells: { outputs?: { text?: string | string[] }[] }[] }
  expect([executed.cells.at(-1)?.outputs?.[0]?.text].flat().join('')).toBe('42\n')
})
