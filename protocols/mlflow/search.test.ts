import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type MlflowServer, mlflowServer } from './testing.ts'

interface Found {
  info: { run_name: string; run_id: string }
}

let mlflow: MlflowServer
let client: Client
let ids: string[]

/** Runs a to f, the newest last; `f` has nothing. */
const given = [
  { acc: 0.5, depth: '3', team: 'Red' },
  { acc: 0.9, depth: '10', team: 'blue' },
  { acc: 'NaN', depth: '3', team: 'bl%e' },
  { acc: -1, depth: '', team: 'red' },
  { acc: 'Infinity', depth: 'B', team: 'Ärger' },
]

beforeAll(async () => {
  mlflow = await mlflowServer()
  client = await mlflow.client()
  ids = []
  for (const [index, { acc, depth, team }] of given.entries()) {
    const id = await client.run({ run_name: 'abcde'.charAt(index), start_time: index })
    await client.post('runs/log-batch', {
      run_id: id,
      metrics: [{ key: 'acc', value: acc, timestamp: 1 }],
      params: [{ key: 'depth', value: depth }],
      tags: [{ key: 'team.name x', value: team }],
    })
    ids.push(id)
  }
  ids.push(await client.run({ run_name: 'f', start_time: 9 }))
})
afterAll(() => mlflow.close())

const search = async (asked: Record<string, unknown>) =>
  await client.post('runs/search', { experiment_ids: ['0'], ...asked })
const names = async (asked: Record<string, unknown>) => {
  const { body } = await search(asked)
  return ((body.runs as Found[] | undefined) ?? [{ info: { run_name: body.message } }])
    .map(({ info }) => info.run_name)
    .join('')
}

describe('a search of runs', () => {
  it.each([
    ['', 'fedcba'],
    ['metrics.acc > 0.6', 'eb'],
    ["metrics.acc > -2 and params.depth = '3'", 'a'],
    ['metrics.acc != 0.5', 'edcb'],
    ["params.depth = ''", 'd'],
    ["params.'depth' = ''", 'd'],
    ["params.depth != '3'", 'edb'],
    ["tags.`team.name x` LIKE 'b%'", 'cb'],
    ['tags."team.name x" ILIKE \'RED\'', 'da'],
    ["tags.`team.name x` ILIKE 'är%'", 'e'],
    ["tags.`team.name x` != 'red'", 'ecba'],
    ['tags.`team.name x` IS NULL', 'f'],
    ['params.depth is not null', 'edcba'],
    ["run_name = 'a' OR run_name = 'b' AND metrics.acc < 0", 'a'],
    ["(run_name = 'a' OR run_name = 'b') AND NOT params.depth = '3'", 'b'],
    ['NOT metrics.acc > 0', 'fdc'],
    ['attributes.run_name IN (\'a\', "f")', 'fa'],
    ["`run name` LIKE '_' and attr.start_time >= 4", 'fe'],
    ["status = 'RUNNING' and start_time < 1", 'a'],
    ["status = 'running'", ''],
    ["status != 'running' and status != 'FAILED' and start_time < 1", 'a'],
    ["status IN ('FAILED', 'RUNNING') and start_time < 1", 'a'],
    ["status NOT IN ('FAILED') and status LIKE 'RUN%' and start_time < 1", 'a'],
    ['end_time > 0', ''],
    ['NOT end_time > 0', 'fedcba'],
    ["artifact_uri LIKE 'mlflow-artifacts:/0/%' and created = 2", 'c'],
    ["run_id NOT IN ('nonsense') and start_time = 3", 'd'],
    ["tags.`x' or 1=1 --` = 'a'", ''],
    ["datasets.name = 'x'", ''],
  ])('finds by %s', async (filter, expected) => {
    expect(await names({ filter })).toBe(expected)
  })

  it('finds by id, among several', async () => {
    expect(await names({ filter: `run_id IN ('${ids[0]}', '${ids[2]}')` })).toBe('ca')
    expect(await names({ filter: `run_id = '${ids[1]}'` })).toBe('b')
    expect(await names({ filter: `run_id LIKE '${ids[1]?.slice(0, 20)}%'` })).toBe('b')
  })

  it.each([
    [['metrics.acc'], 'dabecf'],
    [['metrics.acc DESC'], 'ebadcf'],
    [['params.depth asc', 'start_time'], 'dbacef'],
    [['tags.`team.name x`'], 'acbdef'],
    [['run_name'], 'abcdef'],
    [['end_time desc', 'run_id'], undefined],
  ])('sorts by %j, with nothing last, and the same in pages', async (order_by, expected) => {
    const all = await names({ order_by })
    if (expected) expect(all).toBe(expected)
    for (const max_results of [1, 4]) {
      let paged = ''
      let page_token: unknown
      do {
        const { body } = await search({ order_by, max_results, page_token })
        paged += (body.runs as Found[]).map(({ info }) => info.run_name).join('')
        page_token = body.next_page_token
      } while (page_token)
      expect(paged).toBe(all)
    }
  })

  it.each([
    [{ filter: 'metrics.acc > ' }, 'Invalid clause(s) in filter string'],
    [{ filter: "metrics.acc > '1'" }, 'Expected numeric value type for metric. Found 1'],
    [{ filter: 'params.a = 1' }, 'Expected a quoted string value for parameter'],
    [{ filter: "params.a > 'x'" }, "Invalid comparator '>'"],
    [{ filter: "thing.a = 'x'" }, "Invalid entity type 'thing'. Valid values are ['metric', 'parameter'"],
    [{ filter: "attribute.nonsense = 'x'" }, "Invalid attribute key 'nonsense' specified. Valid keys are"],
    [{ filter: "constructor = 'x'" }, "Invalid attribute key 'constructor'"],
    [{ filter: '('.repeat(200) }, 'nested deeper'],
    [{ filter: "run_name = 'a'; drop table runs" }, 'Invalid clause(s)'],
    [{ order_by: ['metrics.acc sideways'] }, "Invalid ordering key in order_by clause 'metrics.acc sideways'"],
    [{ order_by: ['run_name', 'run_name desc'] }, '`order_by` contains duplicate fields'],
    [{ max_results: 50_001 }, "Invalid value 50001 for parameter 'max_results' supplied. It must be at most 50000"],
    [{ max_results: 0 }, 'It must be a positive integer'],
    [{ page_token: 'nonsense' }, 'Invalid page token'],
    [{ experiment_ids: ['x'] }, "Invalid experiment ID 'x'. Experiment ID must be a valid integer."],
  ])('refuses %j', async (asked, message) => {
    const { status, body } = await search(asked)
    expect([status, body.error_code]).toEqual([400, 'INVALID_PARAMETER_VALUE'])
    expect(body.message).toContain(message)
  })

  it('takes a page token for the question that it came from, and no other', async () => {
    const { body } = await search({ max_results: 2 })
    expect(await search({ max_results: 3, page_token: body.next_page_token })).toMatchObject({ status: 200 })
    expect(await search({ filter: 'metrics.acc > 0', page_token: body.next_page_token })).toMatchObject({ status: 400 })
  })

  it('sees no other project, and the trash when asked', async () => {
    const other = await mlflow.client()
    expect((await other.post('runs/search', { experiment_ids: ['0'] })).body.runs).toEqual([])
    const id = await other.run({ run_name: 'x' })
    await other.post('runs/delete', { run_id: id })
    const asked = (run_view_type: string) => other.post('runs/search', { experiment_ids: ['0', '7'], run_view_type })
    expect((await asked('ACTIVE_ONLY')).body.runs).toEqual([])
    expect((await asked('DELETED_ONLY')).body.runs).toHaveLength(1)
  })
})

describe('a parameter or tag of thousands of characters', () => {
  it('is found by all of it, and by how it begins, and by no other that begins alike', async () => {
    const own = await mlflow.client()
    const alike = ['x'.repeat(99), 'x'.repeat(100), 'x'.repeat(101), `${'x'.repeat(5000)}y`, `${'x'.repeat(5000)}z`]
    for (const value of alike) {
      const run_id = await own.run({ run_name: String(value.length) + value.at(-1) })
      await own.post('runs/log-batch', { run_id, params: [{ key: 'long', value }], tags: [{ key: 'long', value }] })
    }
    for (const value of alike)
      for (const what of ['params', 'tags']) {
        const { body } = await own.post('runs/search', { experiment_ids: ['0'], filter: `${what}.long = '${value}'` })
        expect((body.runs as Found[]).map(({ info }) => info.run_name)).toEqual([String(value.length) + value.at(-1)])
        const begun = { experiment_ids: ['0'], filter: `${what}.long LIKE '${value}%'` }
        const longer = alike.filter((one) => one.startsWith(value))
        expect((await own.post('runs/search', begun)).body.runs).toHaveLength(longer.length)
      }
  })
})

describe('a search of experiments', () => {
  it('finds by name, tag and trash, page by page', async () => {
    const own = await mlflow.client()
    for (const name of ['one', 'two', 'three']) await own.post('experiments/create', { name })
    await own.post('experiments/set-experiment-tag', { experiment_id: '2', key: 'a', value: 'b' })
    const found = async (asked: Record<string, unknown>) => {
      const { body } = await own.post('experiments/search', { max_results: 10, ...asked })
      return { names: (body.experiments as { name: string }[]).map(({ name }) => name), next: body.next_page_token }
    }
    expect((await found({})).names).toEqual(['three', 'two', 'one', 'Default'])
    expect((await found({ filter: "name LIKE 't%'" })).names).toEqual(['three', 'two'])
    expect((await found({ filter: "tags.a = 'b' OR experiment_id IN ('0')" })).names).toEqual(['two', 'Default'])
    const first = await found({ order_by: ['name'], max_results: 3 })
    expect(first.names).toEqual(['Default', 'one', 'three'])
    expect(await found({ order_by: ['name'], max_results: 3, page_token: first.next })).toEqual({
      names: ['two'],
      next: undefined,
    })
    const { body } = await own.get('experiments/search?max_results=1&order_by=name')
    expect(body.experiments).toHaveLength(1)
  })
})
