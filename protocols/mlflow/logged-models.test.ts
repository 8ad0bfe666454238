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

interface Model {
  info: { model_id: string; name: string; status: string }
  data: { metrics: unknown[] }
}

const make = async (fields: Record<string, unknown> = {}) => {
  const { body } = await client.post('logged-models', { experiment_id: '0', ...fields })
  return body.model as Model
}
const read = async (id: string) => (await client.get(`logged-models/${id}`)).body.model as Model

describe('a logged model', () => {
  it('is pending until its files are there', async () => {
    const source_run_id = await client.run()
    const params = [{ key: 'depth', value: '3' }]
    const model = await make({ name: 'iris', model_type: 'tree', source_run_id, params })
    const { model_id } = model.info
    expect(model).toMatchObject({
      info: { name: 'iris', status: 'LOGGED_MODEL_PENDING', source_run_id, model_type: 'tree' },
      data: { params },
    })
    expect(model.info).toHaveProperty('artifact_uri', `mlflow-artifacts:/0/models/${model_id}/artifacts`)
    await client.send('PATCH', `logged-models/${model_id}`, { status: 'LOGGED_MODEL_READY' })
    expect((await read(model_id)).info.status).toBe('LOGGED_MODEL_READY')
  })

  it('takes tags and parameters, and loses tags', async () => {
    const { info } = await make({ tags: [{ key: 'a', value: '1' }] })
    const path = `logged-models/${info.model_id}`
    await client.send('PATCH', `${path}/tags`, { tags: [{ key: 'b.c', value: '2' }] })
    await client.post(`${path}/params`, { params: [{ key: 'p', value: 'q' }] })
    expect((await client.send('DELETE', `${path}/tags/a`)).status).toBe(200)
    expect((await client.send('DELETE', `${path}/tags/a`)).body.message).toBe(
      `No tag with key 'a' found for model with ID '${info.model_id}'.`,
    )
    expect(await read(info.model_id)).toMatchObject({
      info: { tags: [{ key: 'b.c', value: '2' }] },
      data: { params: [{ key: 'p', value: 'q' }] },
    })
  })

  it('keeps the value of a parameter, and refuses a name that an address cannot hold', async () => {
    const { info } = await make({ params: [{ key: 'p', value: '1' }] })
    const add = (value: string) =>
      client.post(`logged-models/${info.model_id}/params`, { params: [{ key: 'p', value }] })
    expect((await add('1')).status).toBe(200)
    expect((await add('2')).body.message).toMatch(/^Changing param values is not allowed.*value='1'.*value '2'/)
    const { body } = await client.post('logged-models', { experiment_id: '0', name: 'a/b' })
    expect([body.error_code, body.message]).toEqual([
      'INVALID_PARAMETER_VALUE',
      expect.stringMatching(/^Invalid model name \('a\/b'\) provided/),
    ])
  })

  it('is no source of a version where there is none', async () => {
    const id = `m-${'0'.repeat(32)}`
    await client.post('registered-models/create', { name: 'n' })
    const { body } = await client.post('model-versions/create', { name: 'n', source: `models:/${id}` })
    expect(body).toMatchObject({ error_code: 'RESOURCE_DOES_NOT_EXIST' })
  })

  it('keeps what runs measured of it', async () => {
    const [{ info }, run_id] = await Promise.all([make(), client.run()])
    const metric = { key: 'acc', timestamp: 1, model_id: info.model_id, dataset_name: 'd', dataset_digest: 'x' }
    const metrics = [0.5, 0.75].map((value, step) => ({ ...metric, value, step }))
    await client.post('runs/log-batch', { run_id, metrics })
    expect((await read(info.model_id)).data.metrics).toEqual([{ ...metrics[1], run_id }])
  })

  it('is found by what it has, the newest first, page by page', async () => {
    const rates = { a: '0.10', b: '0.1', c: '1' }
    for (const [name, value] of Object.entries(rates))
      await make({
        name,
        params: [
          { key: 'kind', value: name < 'c' ? 'x' : 'y' },
          { key: 'lr', value },
        ],
      })
    const search = async (asked: object) =>
      (await client.post('logged-models/search', { experiment_ids: ['0'], ...asked })).body
    const names = (body: Record<string, unknown>) => (body.models as Model[]).map(({ info }) => info.name)
    expect(names(await search({ filter: "params.kind = 'x'" }))).toEqual(['b', 'a'])
    expect(names(await search({ filter: 'params.lr = 0.10 AND params.kind = x' }))).toEqual(['a'])
    expect(names(await search({ filter: 'name = b' }))).toEqual(['b'])
    expect(await search({ filter: 'name = AND' })).toMatchObject({ error_code: 'INVALID_PARAMETER_VALUE' })
    expect(names(await search({ order_by: [{ field_name: 'name', ascending: true }] }))).toEqual(['a', 'b', 'c'])
    const first = await search({ max_results: 2 })
    expect(names(first)).toEqual(['c', 'b'])
    const second = await search({ max_results: 2, page_token: first.next_page_token })
    expect([names(second), second.next_page_token]).toEqual([['a'], undefined])
  })

  it('is found and sorted by what was measured of it on some data', async () => {
    const run_id = await client.run()
    const measured = { one: [0.9, 0.1], two: [0.5, 0.7], none: [] }
    for (const [name, values] of Object.entries(measured)) {
      const { info } = await make({ name })
      const metrics = values.map((value, at) => ({
        ...{ key: 'acc', value, timestamp: at + 1, model_id: info.model_id },
        ...{ dataset_name: ['train', 'test'][at], dataset_digest: 'x' },
      }))
      await client.post('runs/log-batch', { run_id, metrics })
    }
    const search = async (asked: object) => {
      const { body } = await client.post('logged-models/search', { experiment_ids: ['0'], ...asked })
      return (body.models as Model[]).map(({ info }) => info.name)
    }
    const by = (dataset_name?: string) => ({
      order_by: [{ field_name: 'metrics.acc', ascending: false, dataset_name }],
    })
    expect(await search(by('train'))).toEqual(['one', 'two', 'none'])
    expect(await search(by('test'))).toEqual(['two', 'one', 'none'])
    expect(await search(by())).toEqual(['two', 'one', 'none'])
    expect(await search({ filter: 'metrics.acc > 0.6', ...by('test') })).toEqual(['two', 'one'])
    const datasets = [{ dataset_name: 'train', dataset_digest: 'x' }]
    expect(await search({ filter: 'metrics.acc > 0.6', datasets })).toEqual(['one'])
    expect(await search({ datasets })).toEqual(['two', 'one'])
    expect(await search({ datasets: [{ dataset_name: 'train', dataset_digest: 'y' }] })).toEqual([])
  })

  it('is not found any more when it is deleted, nor by another project', async () => {
    const { info } = await make()
    const missing = {
      error_code: 'RESOURCE_DOES_NOT_EXIST',
      message: `Logged model with ID '${info.model_id}' not found.`,
    }
    expect((await (await mlflow.client()).get(`logged-models/${info.model_id}`)).body).toEqual(missing)
    expect((await client.send('DELETE', `logged-models/${info.model_id}`)).status).toBe(200)
    expect((await client.get(`logged-models/${info.model_id}`)).body).toEqual(missing)
  })
})

describe('a run', () => {
  it('says which datasets and models it read, and which it made', async () => {
    const run_id = await client.run()
    const [one, two] = [await make(), await make()]
    const dataset = { name: 'd', digest: 'x', source_type: 'local', source: '{}' }
    const inputs = {
      datasets: [{ dataset, tags: [{ key: 'mlflow.data.context', value: 'train' }] }],
      models: [{ model_id: one.info.model_id }],
    }
    for (const _ of [1, 2]) expect((await client.post('runs/log-inputs', { run_id, ...inputs })).status).toBe(200)
    const models = [{ model_id: two.info.model_id, step: 3 }]
    expect((await client.post('runs/outputs', { run_id, models })).status).toBe(200)
    expect((await client.get(`runs/get?run_id=${run_id}`)).body.run).toMatchObject({
      inputs: { dataset_inputs: inputs.datasets, model_inputs: inputs.models },
      outputs: { model_outputs: models },
    })
    const filter = "datasets.name = 'd' and dataset.context IN ('train')"
    expect((await client.post('runs/search', { experiment_ids: ['0'], filter })).body.runs).toHaveLength(1)
    const stranger = { run_id, models: [{ model_id: 'm-nonsense' }] }
    expect((await client.post('runs/outputs', stranger)).status).toBe(404)
  })
})
