import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Client, type MlflowServer, mlflowServer } from './testing.ts'

let mlflow: MlflowServer
let client: Client
beforeAll(async () => {
  mlflow = await mlflowServer()
})
afterAll(() => mlflow.close())
beforeEach(async () => {
  client = await mlflow.client()
})

describe('experiments', () => {
  it('begin with Default, which nobody made', async () => {
    const { body } = await client.get('experiments/get?experiment_id=0')
    expect(body.experiment).toMatchObject({
      experiment_id: '0',
      name: 'Default',
      lifecycle_stage: 'active',
      artifact_location: 'mlflow-artifacts:/0',
    })
    expect((await client.get('experiments/get-by-name?experiment_name=Default')).body).toEqual(body)
  })

  it('have dense numbers in each project, also when many are made at once', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `e${index}`)
    const made = await Promise.all(names.map((name) => client.post('experiments/create', { name })))
    const numbers = made.map(({ body }) => Number(body.experiment_id)).sort((a, b) => a - b)
    expect(numbers).toEqual(names.map((_, index) => index + 1))
  })

  it('keep their name in the trash, and come back from it with their runs', async () => {
    await client.post('experiments/create', { name: 'a' })
    const run = await client.run({ experiment_id: '1' })
    const stage = async () =>
      ((await client.get(`runs/get?run_id=${run}`)).body.run as { info: { lifecycle_stage: string } }).info
        .lifecycle_stage
    expect(await client.post('experiments/delete', { experiment_id: '1' })).toEqual({ status: 200, body: {} })
    expect(await stage()).toBe('deleted')
    expect((await client.post('experiments/create', { name: 'a' })).body.error_code).toBe('RESOURCE_ALREADY_EXISTS')
    expect((await client.post('runs/create', { experiment_id: '1' })).status).toBe(400)
    await client.post('experiments/restore', { experiment_id: '1' })
    expect(await stage()).toBe('active')
  })

  it('take tags, and lose them', async () => {
    await client.post('experiments/set-experiment-tag', { experiment_id: '0', key: 'a', value: '1' })
    await client.post('experiments/set-experiment-tag', { experiment_id: '0', key: 'a', value: '2' })
    const { body } = await client.get('experiments/get?experiment_id=0')
    expect(body.experiment).toMatchObject({ tags: [{ key: 'a', value: '2' }] })
    const tag = { experiment_id: '0', key: 'a' }
    expect((await client.post('experiments/delete-experiment-tag', tag)).status).toBe(200)
    expect((await client.post('experiments/delete-experiment-tag', tag)).body).toEqual({
      error_code: 'RESOURCE_DOES_NOT_EXIST',
      message: 'No tag with name: a in experiment with id 0',
    })
  })

  it('cannot take the name of another', async () => {
    for (const name of ['a', 'b']) await client.post('experiments/create', { name })
    const { body } = await client.post('experiments/update', { experiment_id: '1', new_name: 'b' })
    expect(body.error_code).toBe('RESOURCE_ALREADY_EXISTS')
  })

  it.each(['/etc', 'file:///etc', 'mlflow-artifacts:/../x', 's3://bucket/a%2f..'])('keep nothing in %s', async (to) => {
    const { status } = await client.post('experiments/create', { name: 'a', artifact_location: to })
    expect(status).toBe(400)
  })
})

describe('runs', () => {
  it('are read back as they were made', async () => {
    const tags = [{ key: 'team', value: 'x' }]
    const { body } = await client.post('runs/create', { experiment_id: '0', user_id: 'ada', start_time: 5, tags })
    const { info } = body.run as { info: Record<string, string> }
    expect(info).toMatchObject({ user_id: 'ada', start_time: 5, status: 'RUNNING', lifecycle_stage: 'active' })
    expect(info.run_id).toMatch(/^[0-9a-f]{32}$/)
    expect(info.artifact_uri).toBe(`mlflow-artifacts:/0/${info.run_id}/artifacts`)
    expect((await client.get(`runs/get?run_id=${info.run_id}`)).body).toEqual(body)
    expect((await client.get(`runs/get?run_uuid=${info.run_id}`)).body).toEqual(body)
  })

  it('end, and are renamed by their field and by their tag', async () => {
    const id = await client.run()
    const { body } = await client.post('runs/update', { run_id: id, status: 'FINISHED', end_time: 9, run_name: 'n' })
    expect(body.run_info).toMatchObject({ status: 'FINISHED', end_time: 9, run_name: 'n' })
    await client.post('runs/set-tag', { run_id: id, key: 'mlflow.runName', value: 'm' })
    const { run } = (await client.get(`runs/get?run_id=${id}`)).body
    expect(run).toMatchObject({ info: { run_name: 'm' }, data: { tags: [{ key: 'mlflow.runName', value: 'm' }] } })
  })

  it('take nothing while they lie in the trash', async () => {
    const id = await client.run()
    await client.post('runs/delete', { run_id: id })
    expect((await client.post('runs/set-tag', { run_id: id, key: 'a', value: 'b' })).body).toEqual({
      error_code: 'INVALID_PARAMETER_VALUE',
      message: `The run ${id} must be in the 'active' state. Current state is deleted.`,
    })
    await client.post('runs/restore', { run_id: id })
    expect((await client.post('runs/set-tag', { run_id: id, key: 'a', value: 'b' })).status).toBe(200)
  })

  it.each(['0'.repeat(32), '9e3779b1000000000000000000000001', 'f00'])('of an id like %s are not there', async (id) => {
    const expected = { error_code: 'RESOURCE_DOES_NOT_EXIST', message: `Run with id=${id} not found` }
    expect((await client.get(`runs/get?run_id=${id}`)).body).toEqual(expected)
    expect((await client.post('runs/log-parameter', { run_id: id, key: 'a', value: '1' })).body).toEqual(expected)
  })

  it('of another project are not there', async () => {
    const id = await client.run()
    const other = await mlflow.client()
    const expected = { error_code: 'RESOURCE_DOES_NOT_EXIST', message: `Run with id=${id} not found` }
    expect((await other.get(`runs/get?run_id=${id}`)).body).toEqual(expected)
    expect((await other.post('runs/log-parameter', { run_id: id, key: 'a', value: '1' })).body).toEqual(expected)
    expect((await other.get(`metrics/get-history?run_id=${id}&metric_key=a`)).body).toEqual(expected)
    expect((await other.post('runs/delete', { run_id: id })).body).toEqual(expected)
  })
})

describe('what is logged', () => {
  const dataOf = async (id: string) =>
    ((await client.get(`runs/get?run_id=${id}`)).body.run as { data: Record<string, unknown> }).data

  it('is metrics, parameters and tags at once, or nothing at all', async () => {
    const id = await client.run({ run_name: 'n' })
    const metrics = [{ key: 'loss', value: 0.5, timestamp: 1 }]
    const params = [{ key: 'depth', value: '3' }]
    expect((await client.post('runs/log-batch', { run_id: id, metrics, params, tags: [] })).body).toEqual({})
    const kept = await dataOf(id)
    expect(kept).toMatchObject({ metrics: [{ key: 'loss', value: 0.5, timestamp: 1, step: 0 }], params })
    const clash = {
      run_id: id,
      metrics: [{ key: 'x', value: 1, timestamp: 1 }],
      params: [{ key: 'depth', value: '4' }],
    }
    const { status, body } = await client.post('runs/log-batch', clash)
    expect(status).toBe(400)
    expect(body.message).toContain("Param with key='depth' was already logged with value='3'")
    expect(await dataOf(id)).toEqual(kept)
  })

  it('may be said again, if it is the same', async () => {
    const id = await client.run()
    for (const _ of [1, 2]) {
      expect((await client.post('runs/log-parameter', { run_id: id, key: 'a', value: '' })).status).toBe(200)
      expect((await client.post('runs/log-metric', { run_id: id, key: 'm', value: 1, timestamp: 1 })).status).toBe(200)
    }
    expect((await client.get(`metrics/get-history?run_id=${id}&metric_key=m`)).body.metrics).toHaveLength(1)
    expect((await dataOf(id)).params).toEqual([{ key: 'a', value: '' }])
  })

  it('has as its latest point the greatest step, then time, then value', async () => {
    const id = await client.run()
    const at = (step: number, timestamp: number, value: number) => ({ key: 'm', step, timestamp, value })
    await client.post('runs/log-batch', { run_id: id, metrics: [at(3, 1, 1), at(-5, 9, 9)] })
    await client.post('runs/log-batch', { run_id: id, metrics: [at(2, 8, 8), at(3, 1, 4), at(3, 1, 2)] })
    expect((await dataOf(id)).metrics).toEqual([at(3, 1, 4)])
  })

  it('may be NaN and infinite', async () => {
    const id = await client.run()
    const values = ['NaN', 'Infinity', '-Infinity']
    const metrics = values.map((value, index) => ({ key: `m${index}`, value, timestamp: 1 }))
    expect((await client.post('runs/log-batch', { run_id: id, metrics })).status).toBe(200)
    const logged = (await dataOf(id)).metrics as { value: unknown }[]
    expect(logged.map(({ value }) => value)).toEqual(values)
    const { body } = await client.get(`metrics/get-history?run_id=${id}&metric_key=m0`)
    expect(body.metrics).toEqual([{ key: 'm0', value: 'NaN', timestamp: 1, step: 0 }])
  })

  it('is read page by page, ten thousand points of one metric', async () => {
    const id = await client.run()
    for (let page = 0; page < 10; page++) {
      const metrics = Array.from({ length: 1000 }, (_, index) => ({
        key: 'm',
        value: index === 7 ? 'NaN' : index / 3,
        timestamp: 1,
        step: page * 1000 + index,
      }))
      await client.post('runs/log-batch', { run_id: id, metrics })
    }
    const steps: number[] = []
    let token: unknown = ''
    do {
      const query = `run_id=${id}&metric_key=m&max_results=3001&page_token=${token}`
      const { body } = await client.get(`metrics/get-history?${query}`)
      steps.push(...(body.metrics as { step: number }[]).map(({ step }) => step))
      token = body.next_page_token
    } while (token)
    expect(steps).toEqual(Array.from({ length: 10_000 }, (_, index) => index))
  })

  it('keeps the beginning of a value that is too long, as scripts count on, and finds the same again', async () => {
    const run_id = await client.run()
    const long = { run_id, key: 'a', value: '🌳'.repeat(10_000) }
    for (const path of ['runs/set-tag', 'runs/log-parameter', 'runs/log-parameter'])
      expect((await client.post(path, { ...long, value: long.value.repeat(25) })).status).toBe(200)
    const { body } = await client.get(`runs/get?run_id=${run_id}`)
    const { params, tags } = (body.run as { data: Record<string, { key: string; value: string }[]> }).data
    expect(params).toEqual([{ key: 'a', value: '🌳'.repeat(6000) }])
    expect(tags?.find(({ key }) => key === 'a')?.value).toBe('🌳'.repeat(8000))
  })

  it.each([
    [{ metrics: [{ key: 'a', value: 1 }] }, "Missing value for required parameter 'metrics[0].timestamp'"],
    [{ params: 'x' }, `Invalid value "x" for parameter 'params' supplied`],
    [{ run_id: 31 }, "Invalid value 31 for parameter 'run_id' supplied"],
    [{ run_id: null }, "Missing value for required parameter 'run_id'"],
    [{ tags: [{ key: '../x', value: '' }] }, `Invalid value "../x" for parameter 'tags[0].key' supplied`],
    [{ params: [{ key: 'x'.repeat(251), value: '' }] }, "'Param key' exceeds the maximum length of 250 characters"],
    [{ tags: [{ key: 'a', value: 'x'.repeat(1e6) }] }, 'must be at most 1000000 bytes'],
    [{ metrics: [{ key: 'a', value: 1, timestamp: 1.7e18 }] }, 'integers from -9007199254740991 to 9007199254740991'],
    [{ metrics: [{ key: 'a', value: 1, timestamp: 1, step: 2 ** 60 }] }, "for parameter 'metrics[0].step'"],
    [{ metrics: [{ key: 'a', value: 'abc', timestamp: 1 }] }, `Invalid value "abc" for parameter 'metrics[0].value'`],
    [{ tags: [{ key: 'a', value: 'x\0y' }] }, 'NUL is not allowed'],
    [{ params: Array(101).fill({ key: 'a', value: '' }) }, 'at most 100 params. Got 101 params'],
    [{ params: Array(2).fill({ key: 'a', value: '' }) }, "Duplicate parameter keys have been submitted: ['a']"],
  ])('is refused when it is wrong: %#', async (wrong, message) => {
    const { status, body } = await client.post('runs/log-batch', { run_id: await client.run(), ...wrong })
    expect(status).toBe(400)
    expect(body).toEqual({ error_code: 'INVALID_PARAMETER_VALUE', message: expect.stringContaining(message) })
  })
})

describe('the border', () => {
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(`${mlflow.server.url}${path}`, { headers })
  const basic = (user: string, password: string) => ({ authorization: `Basic ${btoa(`${user}:${password}`)}` })

  it('knows a token as bearer and as password', async () => {
    const path = '/mlflow/ajax-api/2.0/mlflow/experiments/get?experiment_id=0'
    expect((await ask(path, basic('ada', client.token))).status).toBe(200)
    const refused = await ask(path)
    expect(refused.status).toBe(401)
    expect(await refused.json()).toMatchObject({ error_code: 'UNAUTHENTICATED' })
    expect((await ask(path, basic('ada', 'wrong'))).status).toBe(401)
  })

  it('answers for the project that the address names, and no other', async () => {
    const { ctx, token } = await mlflow.server.project()
    const path = (project: string) => `/mlflow/${project}/api/2.0/mlflow/experiments/get?experiment_id=0`
    const headers = { authorization: `Bearer ${token}` }
    expect((await ask(path(ctx.actor.projectId), headers)).status).toBe(200)
    expect((await ask(path('other'), headers)).status).toBe(404)
  })

  it('says what it does not do', async () => {
    expect(await client.get('traces/x')).toMatchObject({ status: 501, body: { error_code: 'NOT_IMPLEMENTED' } })
    expect(await client.get('nonsense')).toMatchObject({ status: 404, body: { error_code: 'ENDPOINT_NOT_FOUND' } })
    expect(await client.post('runs/create', '{"a":')).toMatchObject({ status: 400 })
    expect(await (await ask('/mlflow/health')).text()).toBe('OK')
  })
})
