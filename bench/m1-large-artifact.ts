import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { promisify } from 'node:util'
import { durablePostgres } from './durable-postgres.ts'
import { absent } from './m1/mlflow.ts'
import { ours } from './m1/ours.ts'

// One large file up and down by MLflow's own client, and what the server's memory does meanwhile. See bench/README.md.
const gigabytes = Number(process.argv[2] ?? 5)
const python = process.env.MLFLOW_PYTHON ?? process.env.ESPALIER_PYTHON ?? 'python3'
const reason = await absent(['mlflow'], python)
if (reason) {
  console.log(`SKIPPED: ${reason}`)
  process.exit()
}
const database = await durablePostgres()
const server = await ours(database.url, { runs: 1, metrics: 1, params: 1, points: 1 })

const residentMb = async () => {
  const [, kb = '0'] = /^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${server.pid}/status`, 'utf8')) ?? []
  return Number(kb) / 1024
}
const drive = async (parts: 'true' | 'false') => {
  const env = {
    ...process.env,
    MLFLOW_TRACKING_URI: server.url,
    MLFLOW_TRACKING_TOKEN: server.headers.authorization?.replace('Bearer ', ''),
    MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD: parts,
    MLFLOW_ENABLE_PROXY_MULTIPART_DOWNLOAD: parts,
    MLFLOW_DISABLE_TELEMETRY: 'true',
  }
  const { stdout } = await promisify(execFile)(python, ['bench/m1/large.py', `${gigabytes}`, tmpdir()], { env })
  return JSON.parse(/^told (.*)$/m.exec(stdout)?.[1] ?? '{}') as { up: number; down: number }
}

// Rest is after some work: a server that has done nothing yet has not even loaded what it needs.
for (let n = 0; n < 200; n++) await fetch(`${server.url}/api/2.0/mlflow/experiments/get?experiment_id=0`, server)
const rest = await residentMb()
for (const [way, parts] of [
  ['in parts', 'true'],
  ['as one stream', 'false'],
] as const) {
  let peak = 0
  const watch = setInterval(async () => {
    peak = Math.max(peak, await residentMb())
  }, 50)
  const { up, down } = await drive(parts)
  clearInterval(watch)
  const rate = (seconds: number) => `${seconds.toFixed(1)} s (${((gigabytes * 1024) / seconds).toFixed(0)} MB/s)`
  console.log(
    `${gigabytes} GB ${way}: up ${rate(up)}, down ${rate(down)}; server at rest ${rest.toFixed(0)} MB, at most ${peak.toFixed(0)} MB: ${(peak - rest).toFixed(0)} MB more`,
  )
}
await server.close()
await database.close()
