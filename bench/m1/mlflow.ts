import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '../../scripts/net/free-port.ts'
import { databaseOn, placeOf } from './kept.ts'
import { idOf, liteIdOf, lossOf, metricOf, paramOf, type Size, start } from './seed.ts'
import type { Served } from './served.ts'

const run = promisify(execFile)
const python = process.env.MLFLOW_PYTHON ?? 'python3'

export type Backend = 'postgresql' | 'sqlite'

/** Why what needs these Python modules cannot run here; undefined when it can. */
export async function absent(modules: string[], program = python): Promise<string | undefined> {
  return await run(program, ['-c', `import ${modules.join(', ')}`]).then(
    () => undefined,
    (thrown: { stderr?: string }) =>
      `${program} lacks one of ${modules.join(', ')} (MLFLOW_PYTHON names one that has them): ${thrown.stderr?.trim().split('\n').at(-1)}`,
  )
}

/** What MLflow's own server needs on a kind of database. */
export const needs = {
  postgresql: ['mlflow.server', 'flask', 'uvicorn', 'psycopg'],
  sqlite: ['mlflow.server', 'flask', 'uvicorn'],
} satisfies Record<Backend, string[]>

/** MLflow's own server with what it does by default: its own number of workers, its own pool. */
export async function mlflow(backend: Backend, postgresUrl: string, size: Size, keep?: string): Promise<Served> {
  const place = await placeOf(`mlflow-${backend}`, keep)
  const { folder } = place
  const databaseUrl = await databaseOn(postgresUrl, `mlflow_${backend}`, place)
  const uri =
    backend === 'sqlite' ? `sqlite:///${folder}/mlflow.db` : databaseUrl.replace(/^postgres:/, 'postgresql+psycopg:')
  const { stdout } = await run(python, ['-c', 'import mlflow; print(mlflow.__version__)'])
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = { ...process.env, MLFLOW_DISABLE_TELEMETRY: 'true' }
  const args = [
    '--backend-store-uri',
    uri,
    '--default-artifact-root',
    folder,
    '--host',
    '127.0.0.1',
    '--port',
    `${port}`,
  ]
  const log = await open(join(folder, 'stderr'), 'w')
  const server = spawn(python, ['-m', 'mlflow', 'server', ...args], {
    env,
    stdio: ['ignore', 'ignore', log.fd],
    detached: true,
  })
  await log.close()
  // Its workers are processes of their own.
  const stop = () => process.kill(-(server.pid as number), 'SIGTERM')
  process.once('exit', stop)
  const ready = async () =>
    (await fetch(`${url}/health`).then(
      async (answer) => (await answer.text()) === 'OK',
      () => false,
    )) || new Promise((resolve) => setTimeout(resolve, 200)).then(() => server.exitCode !== null)
  while (!(await ready()));
  if (server.exitCode !== null) throw new Error(await readFile(join(folder, 'stderr'), 'utf8'))
  const experiment = await ownExperiment(url)
  if (!place.filled) await seed(backend, uri, Number(experiment), size, folder)
  await place.markFilled()
  return {
    name: `MLflow on ${backend === 'sqlite' ? 'SQLite' : 'the same Postgres'}`,
    version: stdout.trim(),
    url,
    headers: {},
    experiment,
    close: async () => {
      process.off('exit', stop)
      stop()
      await once(server, 'exit')
      await place.leave()
    },
  }
}

/** Its workers do most of their loading at the first request, and on a busy machine its supervisor may kill one for it. */
async function ownExperiment(url: string): Promise<string> {
  const api = `${url}/api/2.0/mlflow/experiments`
  for (let left = 20; ; left--) {
    const found = await fetch(`${api}/get-by-name?experiment_name=bench`)
      .then((response) => response.json())
      .catch((thrown: unknown) => {
        if (left === 0) throw thrown
      })
    const { experiment } = (found ?? {}) as { experiment?: { experiment_id: string } }
    if (experiment) return experiment.experiment_id
    if (found)
      await fetch(`${api}/create`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'bench' }),
      }).catch(() => undefined)
    else await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}

async function seed(backend: Backend, uri: string, experiment: number, size: Size, folder: string): Promise<void> {
  const lite = backend === 'sqlite'
  const series = (name: string, count: number) =>
    lite
      ? `(with recursive s(${name}) as (select 1 union all select ${name} + 1 from s where ${name} < ${count}) select ${name} from s) all_${name}`
      : `generate_series(1, ${count}) as all_${name}(${name})`
  const i = lite ? 'i' : 'i::bigint'
  const id = lite ? liteIdOf('i') : idOf('i')
  const first = lite ? liteIdOf('1') : idOf('1')
  const no = lite ? '0' : 'false'
  const text = (value: string) => `cast(${value} as varchar)`
  const runs = series('i', size.runs)
  const of = (count: number) => `${runs}, ${series('k', count)}`
  const statements = [
    `insert into runs (run_uuid, name, source_type, user_id, status, start_time, end_time, lifecycle_stage, artifact_uri, experiment_id)
     select ${id}, 'run-' || i, 'UNKNOWN', 'ada', 'FINISHED', ${start} + ${i} * 1000, ${start} + ${i} * 1000 + 500, 'active',
       'x', ${experiment} from ${runs}`,
    `insert into tags (run_uuid, key, value) select ${id}, 'mlflow.runName', 'run-' || i from ${runs}`,
    `insert into tags (run_uuid, key, value) select ${id}, 'team', ${text(`(${i} * 13) % 7`)} from ${runs}`,
    `insert into params (run_uuid, key, value) select ${id}, 'p' || k, ${text(paramOf(i, 'k'))} from ${of(size.params)} order by i, k`,
    ...['latest_metrics', 'metrics'].map(
      (table) => `insert into ${table} (run_uuid, key, value, step, timestamp, is_nan)
        select ${id}, 'm' || k, ${metricOf(i, 'k')}, 0, ${start} + ${i} * 1000, ${no} from ${of(size.metrics)} order by i, k`,
    ),
    `insert into metrics (run_uuid, key, step, timestamp, value, is_nan)
     select ${first}, 'loss', s, ${start} + s, ${lossOf(lite ? 's' : 's::bigint')}, ${no} from ${series('s', size.points)}`,
    lite ? 'analyze' : 'vacuum analyze',
  ]
  const file = join(folder, 'seed.json')
  await writeFile(file, JSON.stringify(statements))
  const script = `import json, sys, sqlalchemy
engine = sqlalchemy.create_engine(sys.argv[1], isolation_level='AUTOCOMMIT')
with engine.connect() as connection:
    for statement in json.load(open(sys.argv[2])): connection.exec_driver_sql(statement.replace('%', '%%') if 'postgres' in sys.argv[1] else statement)
engine.dispose()`
  await run(python, ['-c', script, uri, file])
}
