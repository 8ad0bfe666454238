import { deepStrictEqual } from 'node:assert'
import type { Subject } from '../measure.ts'
import { runId, type Size, start } from './seed.ts'
import { call, type Served } from './served.ts'

export interface Work {
  name: string
  /** At least so many times faster we are meant to be. */
  target: number
  unit: string
  per: number
  of(server: Served): Subject
}

interface RunAnswer {
  info: { run_id: string; status: string; start_time: number }
  data: Record<'metrics' | 'params' | 'tags', { key: string; value: unknown }[]>
}
type Found = { runs: RunAnswer[] }
type History = { metrics: { value: number; step: number; timestamp: number }[] }

interface Question {
  filter: string
  order_by: string[]
  max_results: number
}

/** None repeats another. */
const questions: Record<string, (round: number) => Question> = {
  'newest runs': (round) => ({ filter: '', order_by: [], max_results: 100 + (round % 50) }),
  'filter by metric and parameter, order by metric': (round) => ({
    filter: `metrics.m3 > ${0.5 + (round % 97) / 1000} and params.p5 = '${round % 17}' and attributes.status = 'FINISHED'`,
    order_by: [`metrics.m${7 + (round % 5)} DESC`],
    max_results: 100,
  }),
  'filter by tag, two metrics and text': (round) => ({
    filter: `tags.team = '${round % 7}' and metrics.m1 < ${0.6 - (round % 89) / 1000} and metrics.m2 > 0.3 and params.p9 LIKE '1%'`,
    order_by: ['attributes.start_time DESC'],
    max_results: 100,
  }),
  'a thousand runs': (round) => ({ filter: `metrics.m4 > ${(round % 101) / 1000}`, order_by: [], max_results: 1000 }),
}

const search = (server: Served, asked: Question) =>
  call<Found>(server, 'runs/search', { experiment_ids: [server.experiment], ...asked })
const history = (server: Served, points: number) =>
  call<History>(server, `metrics/get-history?run_id=${runId(1)}&metric_key=loss&max_results=${points}`)

const subject = (server: Served, once: (round: number) => Promise<void>): Subject => ({
  name: server.name,
  version: server.version,
  once,
})
const demand = (condition: boolean, what: string) => {
  if (!condition) throw new Error(`wrong answer: ${what}`)
}

let fresh = 0
/** A round has several: every other search of MLflow's takes twice as long. */
const searches = 4

export const works = ({ points }: Size): Work[] => [
  ...Object.entries(questions).map(([name, ask]) => ({
    ...{ name: `search: ${name}`, target: 10, unit: 'ms a search', per: searches },
    of: (server: Served) =>
      subject(server, async (round) => {
        for (let n = 0; n < searches; n++) {
          const asked = ask(round * searches + n)
          demand((await search(server, asked)).runs.length === asked.max_results, name)
        }
      }),
  })),
  {
    ...{ name: 'log-batch of 500 metrics', target: 5, unit: 'ms a batch', per: 5 },
    of: (server) => {
      const made = create(server)
      return subject(server, async () => {
        for (let n = 0; n < 5; n++) {
          const batch = fresh++
          const metrics = Array.from({ length: 500 }, (_, index) => ({
            ...{ key: `k${index % 10}`, value: index / 7 + batch, timestamp: start + batch },
            step: batch * 50 + Math.floor(index / 10),
          }))
          await call(server, 'runs/log-batch', { run_id: await made, metrics })
        }
      })
    },
  },
  {
    ...{ name: `metric history, ${points / 4} of ${points} points`, target: 5, unit: 'ms a page', per: 1 },
    of: (server) =>
      subject(server, async (round) => {
        const asked = points / 4 - (round % 100)
        demand((await history(server, asked)).metrics.length === asked, 'history')
      }),
  },
  {
    ...{ name: 'create run', target: 3, unit: 'ms a run', per: 20 },
    of: (server) =>
      subject(server, async () => {
        for (let n = 0; n < 20; n++) await create(server)
      }),
  },
]

async function create(server: Served): Promise<string> {
  const tags = ['mlflow.user', 'mlflow.source.name', 'mlflow.source.type', 'mlflow.source.git.commit']
  const { run } = await call<{ run: RunAnswer }>(server, 'runs/create', {
    ...{ experiment_id: '0', run_name: `made ${fresh++}`, start_time: start, user_id: 'ada' },
    tags: tags.map((key) => ({ key, value: 'x' })),
  })
  demand(run.info.status === 'RUNNING', 'create')
  return run.info.run_id
}

const byKey = (list: { key: string; value: unknown }[]) =>
  Object.fromEntries(list.map(({ key, value }) => [key, value]))
const plain = ({ info, data }: RunAnswer) => ({
  ...{ id: info.run_id, started: info.start_time, status: info.status },
  ...{ metrics: byKey(data.metrics), params: byKey(data.params), tags: byKey(data.tags) },
})

/** Both hold the same, and answer the same, before either is timed. */
export async function verify(a: Served, b: Served, size: Size): Promise<void> {
  for (const ask of Object.values(questions))
    for (const round of [0, 5, 11]) {
      const [ours, theirs] = await Promise.all([a, b].map((server) => search(server, ask(round))))
      deepStrictEqual(ours?.runs.map(plain), theirs?.runs.map(plain))
    }
  const [ours, theirs] = await Promise.all([a, b].map((server) => history(server, size.points / 4)))
  const points = (told: History | undefined) =>
    told?.metrics.map(({ value, step, timestamp }) => [value, step, timestamp])
  deepStrictEqual(points(ours), points(theirs))
  for (const server of [a, b]) {
    const run_id = await create(server)
    const metrics = Array.from({ length: 500 }, (_, step) => ({ key: 'v', value: step / 3, timestamp: start, step }))
    await call(server, 'runs/log-batch', { run_id, metrics })
    const told = await call<History>(server, `metrics/get-history?run_id=${run_id}&metric_key=v`)
    deepStrictEqual(
      told.metrics.map(({ value, step }) => [value, step]),
      metrics.map(({ value, step }) => [value, step]),
    )
  }
}
