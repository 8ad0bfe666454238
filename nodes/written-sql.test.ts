import { afterAll, describe, expect, it } from 'vitest'
import { inspect } from '#pipeline/inspect.ts'
import { fromYaml } from '#pipeline/yaml.ts'
import { catalogue } from './index.ts'
import { testRunner } from './testing.ts'

const { tables, files, close } = testRunner()
afterAll(close)

/** The first problem of a node behind the penguins. */
async function problemOf(kind: string, params: unknown) {
  const node = { kind, inputs: { [kind === 'etl.sql' ? 'a' : 'rows']: 'load.rows' }, params }
  const yaml = `espalier: 1
name: Test
nodes:
  load: { kind: etl.load-file, params: { file: penguins.csv } }
  node: ${JSON.stringify(node)}`
  return (await inspect(fromYaml(yaml), catalogue, await files(), tables.bind)).problems[0]
}

describe('a condition is judged while it is written:', () => {
  it.each([
    ['"Body Mas (g)" > ', 'the expression ends too early', 'write what follows, or close a bracket'],
    ['species ==', 'the expression ends too early: after ==', 'write what follows it'],
    ['(mass > 3', 'the expression ends too early', 'write what follows, or close a bracket'],
    ['mass > 3)', 'syntax error at or near ")"', undefined],
    [`species = 'Adelie`, 'a quote is not closed', expect.stringContaining('single quotes')],
    ['"specie" IS NULL', 'missing column: specie', expect.stringContaining('species')],
    [`'species'`, `not a condition, but VARCHAR: 'species'`, expect.stringContaining('compare it')],
    ['mass', 'not a condition, but BIGINT: mass', expect.stringContaining('compare it')],
  ])('%s: %s', async (where, message, hint) => {
    const problem = await problemOf('etl.filter-rows', { where })
    expect(problem).toMatchObject({ severity: 'error', message, at: { node: 'node' }, ...(hint && { hint }) })
  })

  it('what is one has no problem', async () => {
    for (const where of ['mass > 3', 'mass IS NULL OR species IN (SELECT species FROM rows) -- all'])
      expect(await problemOf('etl.filter-rows', { where })).toBeUndefined()
  })
})

it('a derived column that ends too early is said to, even where it stands on another', async () => {
  const columns = [
    { name: 'heavy', expression: 'mass > 4000' },
    { name: 'light', expression: 'NOT heavy AND' },
  ]
  expect(await problemOf('etl.derive-column', { columns })).toMatchObject({
    message: 'the expression ends too early',
    at: { node: 'node', param: 'columns' },
  })
})

it('so is a query', async () => {
  expect(await problemOf('etl.sql', { query: 'SELECT * FROM a WHERE' })).toMatchObject({
    message: 'the expression ends too early',
    at: { param: 'query' },
  })
})
