import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogue } from '#nodes/index.ts'
import { inspect } from '#pipeline/inspect.ts'
import type { KnownSchema, PortSchema, PortValue } from '#pipeline/ports/index.ts'
import { fileNames } from '#pipeline/resolve.ts'
import type { Spec } from '#pipeline/spec.ts'
import { fromYaml } from '#pipeline/yaml.ts'
import type { Context } from '../context.ts'
import { create as createDemo } from '../demos/create.ts'
import { deploy } from '../endpoints/deploy.ts'
import { add } from '../files/add.ts'
import { resolve } from '../files/resolve.ts'
import { register } from '../models/register.ts'
import { removeVersion } from '../models/remove-version.ts'
import { apply } from '../pipelines/apply.ts'
import { start } from '../runs/start.ts'
import { begin } from '../steps/begin.ts'
import { finish } from '../steps/finish.ts'
import { modelValue, stored, tableValue } from '../testing/made.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { fileUses } from './file-uses.ts'
import { graph } from './graph.ts'
import { impact } from './impact.ts'
import { restsOn } from './rests-on.ts'
import { usedBy } from './used-by.ts'

let platform: TestPlatform
let owner: Context
const flights = (name: string, query: string): Spec =>
  fromYaml(`
espalier: 1
name: ${name}
nodes:
  load:
    kind: etl.load-file
    params: { file: flights.csv, types: { hour: DOUBLE } }
  carriers:
    kind: etl.load-file
    params: { file: carriers.csv }
  query:
    kind: etl.sql
    inputs: { a: load.rows, b: carriers.rows }
    params: { query: "${query}" }
  derive:
    kind: etl.derive-column
    inputs: { rows: query.rows }
    params: { columns: [{ name: far, expression: distance > 500 }], drop: [distance] }
  split:
    kind: feature.split
    inputs: { rows: derive.rows }
    params: { target: late, method: stratified }
  impute:
    kind: feature.impute
    inputs: { rows: split.rows }
  train:
    kind: training.classifier
    inputs: { rows: impute.rows }
`)
const understood = `SELECT a.hour, a.distance, b.size, a.delay > 15 AS late FROM a JOIN b ON a.carrier = b.code WHERE a.tail IS NOT NULL`

/** Ends every step as a worker would, with tables of the columns that they would have. */
async function trained(spec: Spec, model: string, by = 'train'): Promise<void> {
  const { slug } = await apply(owner, { spec })
  const { id: runId } = await start(owner, { pipeline: { slug } })
  const files = await resolve(owner, { names: fileNames(spec, owner.catalogue) })
  const { nodes, problems } = await inspect(spec, owner.catalogue, files, owner.tables.bind)
  expect(problems).toEqual([])
  const value = { ...(await modelValue(owner)), artifact: await stored(owner, `onnx of ${spec.name}`) }
  const signatureOf = (schema: PortSchema | undefined) => ({
    ...value.signature,
    inputs:
      schema?.type === 'model'
        ? schema.inputs.map(({ name, type }) => ({
            name,
            type: type === 'image' ? ('image' as const) : ('text' as const),
            missing: 0,
          }))
        : [],
  })
  const outputOf = async (schema: KnownSchema, node: string): Promise<PortValue> =>
    schema.type === 'table'
      ? { ...((await tableValue(owner, node)) as Extract<PortValue, { type: 'table' }>), columns: schema.columns }
      : { ...value, signature: signatureOf(schema) }
  for (const node of Object.keys(spec.nodes)) {
    const begun = await begin(platform.worker, { runId, node })
    if (begun.done) continue
    const given = Object.entries(nodes[node]?.outputs ?? {}).map(async ([port, schema]) => [
      port,
      await outputOf(schema as KnownSchema, node),
    ])
    await finish(platform.worker, {
      runId,
      node,
      token: begun.token,
      outputs: Object.fromEntries(await Promise.all(given)),
    })
  }
  const signature = signatureOf(nodes[by]?.outputs.model)
  await register(platform.worker, { name: model, model: { ...value, signature }, step: { runId, node: by } })
}

beforeAll(async () => {
  platform = await openTestPlatform({ catalogue })
  owner = platform.owner
  const upload = (name: string, text: string) => add(owner, { name, source: Readable.from([text]) })
  await upload('flights.csv', 'hour,distance,carrier,delay,tail,gate\n7,300,AA,3,N1,9\n9,900,BB,30,N2,4\n')
  await upload('carriers.csv', 'code,size,slogan\nAA,3,go\nBB,5,fly\n')
  await trained(flights('Late', understood), 'late')
  await trained(flights('Later', understood), 'late')
  await trained(
    flights(
      'Spread',
      'SELECT a.hour, a.distance, b.size, a.delay > 15 AS late FROM a ASOF JOIN b ON a.carrier >= b.code',
    ),
    'spread',
  )
  await deploy(owner, { endpoint: 'flights', version: { name: 'late', number: 1 } })
}, 60_000)
afterAll(() => platform.close())

const columnsOf = async (number: number, model = 'late') => {
  const [found] = await restsOn(owner, { model, number })
  const text = (from: { file: string; column: string }[] = []) =>
    from
      .map(({ file, column }) => `${file} ${column}`)
      .sort()
      .join(', ')
  return {
    exact: found?.columns?.exact,
    ...Object.fromEntries(found?.columns?.inputs.map(({ name, from }) => [name, text(from)]) ?? []),
    '': text(found?.columns?.rows),
  }
}

describe('columns', () => {
  test('are followed from the files to what a caller sends', async () => {
    expect(await columnsOf(1)).toEqual({
      exact: true,
      hour: 'flights.csv hour',
      size: 'carriers.csv size',
      far: 'flights.csv distance',
      late: 'flights.csv delay',
      // The split goes by the target's classes.
      '': 'carriers.csv code, flights.csv carrier, flights.csv delay, flights.csv tail',
    })
  })

  test('are only what may be where a query is not understood', async () => {
    expect(await columnsOf(1, 'spread')).toMatchObject({ exact: false })
    expect(await impact(owner, { file: 'flights.csv', column: 'gate' })).toMatchObject({
      versions: [{ model: 'spread', how: 'may' }],
      untouched: 2,
    })
  })
})

test('of a model asked with pictures are those of its pixels', async () => {
  const seen = `
espalier: 1
name: Seen
nodes:
  load: { kind: etl.load-file, params: { file: pixels.csv } }
  split: { kind: feature.split, inputs: { rows: load.rows }, params: { target: late } }
  train: { kind: training.classifier, inputs: { rows: split.rows }, params: { exclude: [id] } }
  front: { kind: training.picture-front, inputs: { model: train.model }, params: { height: 1, width: 2 } }
`
  await add(owner, { name: 'pixels.csv', source: Readable.from(['id,pixel 0 0,pixel 0 1,late\n1,0,9,a\n2,9,0,b\n']) })
  await trained(fromYaml(seen), 'seen', 'front')
  expect(await columnsOf(1, 'seen')).toMatchObject({
    exact: true,
    image: 'pixels.csv pixel 0 0, pixels.csv pixel 0 1',
  })
})

describe('what must be trained again', () => {
  test('begins with what answers callers, then what is newest', async () => {
    const { versions } = await impact(owner, { file: 'flights.csv', column: 'distance' })
    expect(versions.map(({ model, number, how, inputs }) => ({ model, number, how, inputs }))).toEqual([
      { model: 'late', number: 1, how: 'value', inputs: ['far'] },
      { model: 'spread', number: 1, how: 'may', inputs: expect.any(Array) },
      { model: 'late', number: 2, how: 'value', inputs: ['far'] },
    ])
    expect(versions[0]).toMatchObject({
      endpoints: [{ name: 'flights', mode: 'live' }],
      newest: false,
      pipeline: 'late',
    })
  })

  test('counts a column that only chose the rows', async () => {
    const { versions } = await impact(owner, { file: 'flights.csv', column: 'tail' })
    expect(versions.filter(({ model }) => model === 'late').map(({ how }) => how)).toEqual(['rows', 'rows'])
  })

  test('is nothing for a column that no model sees', async () => {
    const { versions, untouched } = await impact(owner, { file: 'carriers.csv', column: 'slogan' })
    expect(versions.map(({ model }) => model)).toEqual(['spread'])
    expect(untouched).toBe(2)
  })

  test('needs a column that is there', async () => {
    const wrong = impact(owner, { file: 'flights.csv', column: 'colour' })
    await expect(wrong).rejects.toMatchObject({ code: 'NOT_FOUND', hint: expect.stringContaining('hour') })
    await expect(impact(owner, { file: 'nothing.csv' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

test('a picture of one column has only what rests on it', async () => {
  const { nodes } = await graph(owner, { of: 'carriers.csv', column: 'slogan' })
  expect(nodes.filter(({ kind }) => kind === 'version').map(({ name }) => name)).toEqual(['spread'])
  const { nodes: all } = await graph(owner, { of: 'flights.csv', column: 'distance' })
  expect(all.filter(({ kind }) => kind === 'endpoint').map(({ name }) => name)).toEqual(['flights'])
})

test('a file knows its pipelines, those not run yet as well, and the models, endpoints and demos that came of it', async () => {
  const { endpoints } = await usedBy(owner, { file: 'flights.csv' })
  await createDemo(owner, { of: { endpoint: endpoints[0]?.name ?? '' }, name: 'try-flights' })
  await apply(owner, { spec: flights('drawn', understood) })
  const used = await usedBy(owner, { file: 'flights.csv' })
  expect(used.pipelines.map(({ slug, runs, versions }) => ({ slug, runs, versions }))).toEqual([
    { slug: 'spread', runs: 1, versions: [1] },
    { slug: 'later', runs: 1, versions: [1] },
    { slug: 'late', runs: 1, versions: [1] },
  ])
  expect(used).toMatchObject({
    models: [
      { name: 'late', versions: [2, 1] },
      { name: 'spread', versions: [1] },
    ],
    endpoints: [{ name: 'flights', model: 'late', number: 1, mode: 'live' }],
    demos: [{ name: 'try-flights', model: 'late', number: 1 }],
    drawn: [{ slug: 'drawn' }],
    runs: 3,
  })
  expect((await fileUses(owner)).find(({ file }) => file === 'flights.csv')).toEqual({
    ...{ file: 'flights.csv', pipelines: 3, programs: 0, models: 2, endpoints: 1, demos: 1 },
  })
  expect(await usedBy(owner, { file: 'flights.csv', version: 2 })).toMatchObject({ pipelines: [], runs: 0 })
})

test('what a version rests on is known after it went out of use', async () => {
  await removeVersion(owner, { name: 'late', number: 2 })
  expect(await columnsOf(2)).toMatchObject({ exact: true, far: 'flights.csv distance' })
})
