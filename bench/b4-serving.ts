import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { count, eq } from 'drizzle-orm'
import { endpoints, predictions } from '#db/schema.ts'
import type { Signature } from '#pipeline/ports/model.ts'
import { deploy } from '#services/endpoints/deploy.ts'
import { testServer } from '../protocols/testing.ts'
import { type Asked, askAll } from './b4/load.ts'
import { type Comparison, compare, report } from './measure.ts'

// `POST /predict` and `/v2` with everything on, against a bare node:http server with the same session. See bench/README.md.
const [out, requests = 2000, connections = 16, trees = 200] = [process.argv[2], ...process.argv.slice(3).map(Number)]
const python = process.env.ESPALIER_PYTHON
if (!python) throw new Error('ESPALIER_PYTHON must name a Python with lightgbm and onnxmltools')
const model = join(mkdtempSync(join(tmpdir(), 'espalier-b4-')), 'model.onnx')
const probabilities = execFileSync(python, [join('bench', 'b4', 'model.py'), model, String(trees)])
  .toString()
  .trim()
const columns = Array.from({ length: 8 }, (_, place) => `x${place}`)
const signature: Signature = {
  task: 'classification',
  target: 'answer',
  inputs: columns.map((name) => ({ name, type: 'number', missing: 0.01, range: [-6, 6] })),
  classes: ['0', '1', '2'],
  outputs: { label: 'answer', probabilities },
}

const own = await testServer({ jobs: 'none' })
const { ctx, token } = await own.project()
const { id } = await own.model(ctx, { name: 'trees', path: model, signature })
await deploy(ctx, { endpoint: 'trees', version: { versionId: id } })

const child = async (file: string, args: string[]): Promise<{ port: number; end(): Promise<void> }> => {
  const started = fork(join('bench', 'b4', file), args, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [port] = (await once(started, 'message')) as [number]
  const end = async () => {
    const ended = once(started, 'exit')
    started.kill('SIGTERM')
    await ended
  }
  return { port, end }
}
const ours = await child('ours.ts', [own.environment.databaseUrl, own.environment.home])
const bare = await child('bare.ts', [model, columns.join(','), probabilities])

let made = 0
let asked = 0
const random = () => Math.sin(++made * 12.9898) * 3
const rows = () => Array.from({ length: requests }, () => Object.fromEntries(columns.map((name) => [name, random()])))

const plain: Asked = { port: ours.port, path: '/predict/trees', headers: { authorization: `Bearer ${token}` } }
const open: Asked = { ...plain, path: '/v2/models/trees/infer' }
const peer: Asked = { port: bare.port, path: '/', headers: {} }
const inferOf = (row: Record<string, number>) =>
  JSON.stringify({
    inputs: columns.map((name) => ({ name, shape: [1, 1], datatype: 'FP64', data: [row[name]] })),
  })

/** Requests answered in a second. */
const subject = (name: string, where: Asked, bodyOf: (row: Record<string, number>) => string) => ({
  name,
  version: process.version,
  once: async () => {
    const bodies = rows().map(bodyOf)
    const begun = performance.now()
    const answers = await askAll(where, bodies, connections)
    const rate = requests / ((performance.now() - begun) / 1000)
    if (where.port === ours.port) asked += requests
    if (answers.some((one) => !/"[012]"/.test(one))) throw new Error(`${name}: no answer`)
    return rate
  },
})

// The same row gets the same answer from all.
const [row = {}] = rows()
const [[a = ''], [b = '']] = await Promise.all([
  askAll(plain, [JSON.stringify(row)], 1),
  askAll(peer, [JSON.stringify(row)], 1),
])
const [first, second] = [a, b].map((text) => JSON.parse(text).predictions[0])
if (first.prediction !== second.prediction || Math.abs(first.probabilities['1'] - second.probabilities['1']) > 1e-6)
  throw new Error(`different answers: ${a} and ${b}`)

asked += 1
const results: Comparison[] = []
for (const [name, where, bodyOf] of [
  ['POST /predict', plain, JSON.stringify],
  ['POST /v2/models/…/infer', open, inferOf],
] as const) {
  const told = await compare(subject(name, where, bodyOf), subject('node:http', peer, JSON.stringify), {
    // Short rounds and many: the machine's own pace changes within seconds.
    ...{ unit: 'requests/s', pairs: 80, warmUp: 8 },
  })
  console.log(report(told))
  results.push(told)
}

const [endpoint] = await ctx.db.select({ id: endpoints.id }).from(endpoints).where(eq(endpoints.name, 'trees'))
await ours.end()
const [kept] = await ctx.db
  .select({ rows: count() })
  .from(predictions)
  .where(eq(predictions.endpointId, endpoint?.id ?? ''))
console.log(`predictions kept: ${kept?.rows} of ${asked}`)
if (out) await writeFile(out, JSON.stringify(results, null, 2))
await bare.end()
await own.close()
process.exit()
