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

interface Point {
  value: number | string
  step: number
  timestamp: number
  run_id: string
}

const log = (run_id: string, points: { step: number; timestamp: number; value: number | string }[]) =>
  client.post('runs/log-batch', { run_id, metrics: points.map((point) => ({ key: 'loss', ...point })) })
const points = async (path: string) => (await client.get(path)).body.metrics as Point[]

describe('the history of a metric', () => {
  it('is told by time, then step, then value, and the latest is by step', async () => {
    const run = await client.run()
    await log(run, [
      { step: 9, timestamp: 1, value: 3 },
      { step: 1, timestamp: 3, value: 1 },
      { step: 2, timestamp: 2, value: 5 },
      { step: 2, timestamp: 2, value: 4 },
      { step: 0, timestamp: 2, value: 'Infinity' },
    ])
    const told = await points(`metrics/get-history?run_id=${run}&metric_key=loss`)
    expect(told.map(({ value }) => value)).toEqual([3, 'Infinity', 4, 5, 1])
    const paged = []
    for (let token = ''; ; ) {
      const { body } = await client.get(
        `metrics/get-history?run_id=${run}&metric_key=loss&max_results=2${token && `&page_token=${token}`}`,
      )
      paged.push(...(body.metrics as Point[]))
      token = String(body.next_page_token ?? '')
      if (!token) break
    }
    expect(paged).toEqual(told)
    const { body } = await client.get(`runs/get?run_id=${run}`)
    expect(body.run).toMatchObject({ data: { metrics: [{ key: 'loss', value: 3, step: 9 }] } })
  })

  it('is told of several runs at once, by run and time', async () => {
    const runs = (await Promise.all([client.run(), client.run()])).sort()
    for (const run of runs)
      await log(
        run,
        [1, 0].map((step) => ({ step, timestamp: 5 - step, value: step })),
      )
    const query = [...runs]
      .reverse()
      .map((run) => `run_id=${run}`)
      .join('&')
    const told = await points(`metrics/get-history-bulk?${query}&metric_key=loss`)
    expect(told.map(({ run_id, step }) => [run_id, step])).toEqual(
      runs.flatMap((run) => [
        [run, 1],
        [run, 0],
      ]),
    )
    expect(await points(`metrics/get-history-bulk?${query}&metric_key=loss&max_results=3`)).toHaveLength(3)
    const { body } = await client.get('metrics/get-history-bulk?metric_key=loss')
    expect(body.message).toBe('GetMetricHistoryBulk request must specify at least one run_id.')
  })

  it('is sampled evenly, with its last point, also where all points have one step', async () => {
    const [even, flat] = [await client.run(), await client.run()]
    const hundred = Array.from({ length: 100 }, (_, index) => index)
    await log(
      even,
      hundred.map((step) => ({ step, timestamp: step, value: step })),
    )
    await log(
      flat,
      hundred.map((value) => ({ step: 0, timestamp: value, value })),
    )
    const asked = `metrics/get-history-bulk-interval?run_ids=${flat}&run_ids=${even}&metric_key=loss`
    const told = await points(`${asked}&max_results=5`)
    expect(told.map(({ run_id }) => run_id)).toEqual([...Array(5).fill(flat), ...Array(5).fill(even)])
    expect(told.map(({ value }) => value)).toEqual([0, 20, 40, 60, 99, 0, 20, 40, 60, 99])
    const between = await points(`${asked}&start_step=10&end_step=12`)
    expect(between.map(({ step }) => step)).toEqual([10, 11, 12])
    expect((await points(`${asked}&max_results=1`)).map(({ value }) => value)).toEqual([99, 99])
  })

  it.each([
    ['start_step=1', 'If either start step or end step are specified, both must be specified.'],
    ['start_step=2&end_step=1', 'end_step must be greater than start_step. Found start_step=2 and end_step=1.'],
    ['max_results=2501', 'max_results must be between 1 and 2500.'],
  ])('is not sampled by %s', async (query, message) => {
    const run = await client.run()
    const { body } = await client.get(`metrics/get-history-bulk-interval?run_ids=${run}&metric_key=loss&${query}`)
    expect([body.error_code, body.message]).toEqual(['INVALID_PARAMETER_VALUE', message])
  })
})

describe('two values at once for one new parameter', () => {
  it('are never both taken: one stays, and the other is told of it', async () => {
    for (const round of Array.from({ length: 20 }, (_, index) => index)) {
      const run_id = await client.run()
      const key = `p${round}`
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          client.post('runs/log-batch', {
            ...{ run_id, params: [{ key, value: `${index % 4}` }] },
            tags: [{ key: `tag${index}`, value: 'x' }],
          }),
        ),
      )
      const { body } = await client.get(`runs/get?run_id=${run_id}`)
      const { params, tags } = (body.run as { data: Record<string, { key: string; value: string }[]> }).data
      const kept = params?.[0]?.value
      answers.forEach(({ status, body }, index) => {
        const won = `${index % 4}` === kept
        expect([status, won]).toEqual(won ? [200, true] : [400, false])
        expect(tags?.some((tag) => tag.key === `tag${index}`)).toBe(won)
        if (!won) expect(body.message).toContain(`was already logged with value='${kept}'`)
      })
    }
  })
})

describe('what a run is told of its models and data', () => {
  it('adds up in one tag, whoever asks at once', async () => {
    const run_id = await client.run()
    const model = (name: string) => ({
      ...{ run_id, artifact_path: name, utc_time_created: 'now', model_uuid: name, signature: 'not kept' },
      flavors: { sklearn: { config: { secret: 1 }, pickled_model: 'x' } },
    })
    const log = (body: unknown) => client.post('runs/log-model', { run_id, model_json: JSON.stringify(body) })
    const names = ['a', 'b', 'c', 'd']
    await Promise.all(names.map((name) => log(model(name))))
    const { body } = await client.get(`runs/get?run_id=${run_id}`)
    const { tags } = (body.run as { data: { tags: { key: string; value: string }[] } }).data
    const kept = JSON.parse(tags.find(({ key }) => key === 'mlflow.log-model.history')?.value ?? '[]')
    expect(kept.map((one: { artifact_path: string }) => one.artifact_path).sort()).toEqual(names)
    expect(kept[0]).toMatchObject({ flavors: { sklearn: { pickled_model: 'x' } } })
    expect(kept[0].flavors.sklearn).not.toHaveProperty('config')
    expect((await log({})).body.message).toContain('Model json is missing mandatory fields')
  })

  it('is found again as the data of an experiment', async () => {
    const run_id = await client.run()
    const dataset = { name: 'rows', digest: 'd1', source_type: 'local', source: '{}' }
    const tags = [{ key: 'mlflow.data.context', value: 'training' }]
    await client.post('runs/log-inputs', { run_id, datasets: [{ dataset, tags }] })
    const { body } = await client.post('experiments/search-datasets', { experiment_ids: ['0'] })
    expect(body).toEqual({
      dataset_summaries: [{ experiment_id: '0', name: 'rows', digest: 'd1', context: 'training' }],
    })
  })
})
