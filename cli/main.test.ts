import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { espalier, standIn } from './testing.ts'

const on = (url: string) => ({ ESPALIER_URL: url, ESPALIER_TOKEN: 'esp_test' })

test('0: a run that is done, its steps told as they change, one JSON document on stdout', async () => {
  const platform = await standIn('done')
  const told = await espalier(['pipeline', 'run', 'Penguins', '--wait'], on(platform.url))
  expect(told.stderr).toContain('… Train classifier (train): running 50 %')
  expect(told.stderr).toContain('✓ Train classifier (train): done 2.0 s')
  expect(told).toMatchObject({ code: 0, stdout: expect.stringContaining('Penguins, revision 2: done 4.0 s') })

  const json = await espalier(['pipeline', 'run', 'penguins', '--wait', '--json'], on(platform.url))
  expect(json).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(json.stdout)).toMatchObject({ id: 'r1', status: 'done', steps: [{ node: 'train' }] })
  platform.close()
})

test('1: a run that failed, with the place and what to do', async () => {
  const platform = await standIn('failed')
  const { code, stdout } = await espalier(['pipeline', 'run', 'penguins', '--wait'], on(platform.url))
  expect(code).toBe(1)
  expect(stdout).toContain('BAD_DATA: node train, column y: one class only: a\n  choose another target')
  platform.close()
})

test('2: a pipeline that is not there, a file that is no pipeline, a command that does not exist', async () => {
  const platform = await standIn('done')
  const unknown = await espalier(['pipeline', 'run', 'pinguins'], on(platform.url))
  expect(unknown).toMatchObject({ code: 2, stderr: 'NOT_FOUND: no such pipeline: pinguins\n  there are: penguins\n' })

  const path = join(await mkdtemp(join(tmpdir(), 'cli-')), 'wrong.yaml')
  await writeFile(path, 'espalier: 1\nname: wrong\nnodes:\n  a: { kind: etl.sql, colour: red }\n')
  const wrong = await espalier(['pipeline', 'apply', path, '--json'], on(platform.url))
  expect(wrong.code).toBe(2)
  expect(JSON.parse(wrong.stdout).fault).toMatchObject({ code: 'INVALID_INPUT', at: { node: 'a' } })

  expect(await espalier(['pipeline', 'fly'])).toMatchObject({ code: 2 })
  expect(await espalier(['predict', 'penguins'])).toMatchObject({ code: 2 })
  const asJson = await espalier(['predict', 'penguins', '--json'])
  expect(JSON.parse(asJson.stdout)).toMatchObject({ fault: { code: 'INVALID_INPUT' } })
  platform.close()
})

test('2: a graph that cannot run is refused and nothing is saved; as a draft it is saved, with its problems', async () => {
  const platform = await standIn('done')
  const folder = await mkdtemp(join(tmpdir(), 'cli-'))
  const graphs = {
    circle: 'a: { kind: etl.both, inputs: { a: b.rows } }\n  b: { kind: etl.both, inputs: { a: a.rows } }',
    unknown: 'a: { kind: etl.bath }',
    twice: 'a: { kind: etl.both, inputs: { a: [a.rows, b.rows] } }\n  b: { kind: etl.both }',
  }
  for (const [name, nodes] of Object.entries(graphs)) {
    const path = join(folder, `${name}.yaml`)
    await writeFile(path, `espalier: 1\nname: ${name}\nnodes:\n  ${nodes}\n`)
    const { code, stderr } = await espalier(['pipeline', 'run', path], on(platform.url))
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('INVALID_GRAPH') })
  }
  expect(platform.applied).toEqual([])
  const draft = await espalier(['pipeline', 'apply', join(folder, 'unknown.yaml'), '--json'], on(platform.url))
  expect(JSON.parse(draft.stdout).problems).toMatchObject([{ message: 'unknown kind of node: etl.bath' }])
  expect(platform.applied).toEqual(['unknown'])
  platform.close()
})

test('3: nothing answers there, and no platform runs here', async () => {
  const platform = await standIn('done')
  platform.close()
  const gone = await espalier(['pipeline', 'list'], on(platform.url))
  expect(gone).toMatchObject({ code: 3, stderr: expect.stringContaining('UNAVAILABLE: the platform does not answer') })
  expect(await espalier(['pipeline', 'list', '--home', tmpdir()])).toMatchObject({ code: 3 })
})
