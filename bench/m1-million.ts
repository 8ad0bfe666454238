import { parseArgs } from 'node:util'
import { durablePostgres } from './durable-postgres.ts'
import { ours } from './m1/ours.ts'
import { call } from './m1/served.ts'

// Pages of a million runs, the first ones and deep ones. See bench/README.md.
const {
  values: { keep },
  positionals: [count = '1000000', only = ''],
} = parseArgs({ allowPositionals: true, options: { keep: { type: 'string' } } })
// What was started ends with us, also when we are stopped.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
const runs = Number(count)
const database = await durablePostgres({ keep })
const server = await ours(database.url, { runs, metrics: 2, params: 2, points: 1 }, keep)

interface Page {
  runs: { info: { run_id: string } }[]
  next_page_token?: string
}
interface Asked {
  filter: string
  order_by: string[]
}
const page = (asked: Asked, max_results: number, page_token?: string) =>
  call<Page>(server, 'runs/search', { experiment_ids: [server.experiment], ...asked, max_results, page_token })

/** Milliseconds of many pages of a hundred, each verified to be whole. */
async function times(count: number, ask: (n: number) => Promise<Page>): Promise<number[]> {
  const all: number[] = []
  for (let n = -5; n < count; n++) {
    const begun = performance.now()
    const { runs: found } = await ask(n)
    if (found.length !== 100) throw new Error(`not a whole page: ${found.length}`)
    if (n >= 0) all.push(performance.now() - begun)
  }
  return all.sort((a, b) => a - b)
}
const at = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
const told = (sorted: number[]) => `median ${at(sorted, 0.5).toFixed(1)} ms, p99 ${at(sorted, 0.99).toFixed(1)} ms`

const questions: Record<string, (n: number) => Asked> = {
  'newest first': () => ({ filter: '', order_by: [] }),
  'by a metric': (n) => ({ filter: '', order_by: [`metrics.m${1 + (Math.abs(n) % 2)} DESC`] }),
  'filtered by a parameter': (n) => ({
    filter: `params.p${1 + (Math.abs(n) % 2)} = '${Math.abs(n) % 17}'`,
    order_by: [],
  }),
  'filtered by a metric, by another': (n) => ({
    filter: `metrics.m1 > ${0.5 + (Math.abs(n) % 97) / 1000}`,
    order_by: ['metrics.m2 DESC'],
  }),
}
for (const [name, ask] of Object.entries(questions)) {
  if (!name.includes(only)) continue
  const first = await times(200, (n) => page(ask(n), 100))
  const deepest = Math.floor(runs / 17 / 2 / 10_000) * 10_000
  let token: string | undefined
  for (let walked = 0; walked < deepest; walked += 10_000) token = (await page(ask(0), 10_000, token)).next_page_token
  const deep = await times(50, () => page(ask(0), 100, token))
  console.log(`${runs} runs, ${name}: first page ${told(first)}; page after ${deepest} runs ${told(deep)}`)
}
await server.close()
await database.close()
