import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { catalogue } from '#nodes/index.ts'
import { fromYaml, toYaml } from '#pipeline/yaml.ts'
import { inspect } from '#services/pipelines/inspect.ts'
import { list } from '#services/templates/list.ts'
import { use } from '#services/templates/use.ts'
import { openTestPlatform } from '#services/testing/platform.ts'

const platform = await openTestPlatform({ catalogue })
afterAll(() => platform.close())

describe('the template notebook', () => {
  test('is in canonical text, and says of what its notebook makes that a run will tell', async () => {
    const text = await readFile(join(platform.root, 'examples', 'notebook.yaml'), 'utf8')
    expect(toYaml(fromYaml(text))).toBe(text)
    await use(platform.owner, { name: 'notebook' })
    const { problems, nodes } = await inspect(platform.owner, { spec: fromYaml(text) })
    expect(problems).toEqual([])
    expect(nodes.deploy?.outputs.endpoint).toMatchObject({
      type: 'unknown',
      reason: expect.stringContaining('notebook'),
    })
  })
})

describe('the template monitor', () => {
  test('is in canonical text, and says that what an endpoint was asked is known after a run', async () => {
    const text = await readFile(join(platform.root, 'examples', 'monitor.yaml'), 'utf8')
    expect(toYaml(fromYaml(text))).toBe(text)
    const { problems, nodes } = await inspect(platform.owner, { spec: fromYaml(text) })
    expect(problems).toEqual([])
    expect(nodes.gate?.outputs.model).toMatchObject({ type: 'unknown', reason: expect.stringContaining('endpoint') })
  })
})

describe('the template of the loop', () => {
  test('is in canonical text, and has no problem although what was labelled is known after a run', async () => {
    const text = await readFile(join(platform.root, 'examples', 'retraining-loop.yaml'), 'utf8')
    expect(toYaml(fromYaml(text))).toBe(text)
    await use(platform.owner, { name: 'retraining-loop' })
    const { problems } = await inspect(platform.owner, { spec: fromYaml(text) })
    expect(problems).toEqual([])
  })
})

describe.each(['late-flights', 'penguins', 'digits'])('the template %s', (name) => {
  test('is in the gallery, in canonical text', async () => {
    const text = await readFile(join(platform.root, 'examples', `${name}.yaml`), 'utf8')
    expect(toYaml(fromYaml(text))).toBe(text)
    expect((await list(platform.owner)).map((template) => template.name)).toContain(name)
  })

  test('has no problem once its tables are there', async () => {
    const { id, slug } = await use(platform.owner, { name })
    expect(slug).toBe(name)
    expect(id).toBeTruthy()
    const spec = fromYaml(await readFile(join(platform.root, 'examples', `${name}.yaml`), 'utf8'))
    const { problems, nodes } = await inspect(platform.owner, { spec })
    expect(problems).toEqual([])
    expect(nodes.deploy?.outputs.endpoint).toEqual({ type: 'endpoint', name })
  })
})
