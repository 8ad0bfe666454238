import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { sql } from 'drizzle-orm'
import { migrate } from '../../db/migrate.ts'
import { openTables } from '../../engines/tables/open-tables.ts'
import { freePort } from '../../scripts/net/free-port.ts'
import type { Context } from '../../services/context.ts'
import { openPlatform } from '../../services/open-platform.ts'
import { ensureDefault } from '../../services/projects/ensure-default.ts'
import { gatherWords } from '../../services/search/gather-words.ts'
import { create as createToken } from '../../services/tokens/create.ts'
import { create as createExperiment } from '../../services/tracking/experiments/create.ts'
import { findByName } from '../../services/tracking/experiments/find.ts'
import { databaseOn, placeOf } from './kept.ts'
import { idOf, lossOf, metricOf, paramOf, type Size, start } from './seed.ts'
import type { Served } from './served.ts'

export interface Ours extends Served {
  pid: number
}

/** Our protocols server as it is deployed: one process, on a database that was filled before it began. */
export async function ours(postgresUrl: string, size: Size, keep?: string): Promise<Ours> {
  const place = await placeOf('ours', keep)
  const databaseUrl = await databaseOn(postgresUrl, 'ours', place)
  await migrate(databaseUrl)
  const home = place.folder
  const root = process.cwd()
  const tables = openTables({ root, spares: 0 })
  const platform = await openPlatform({ environment: { databaseUrl, home, root }, catalogue: new Map(), tables })
  const ctx = platform.as(await ensureDefault(platform))
  const { token } = await createToken(ctx, { name: 'bench' })
  const { number } = await (place.filled
    ? findByName(ctx.db, ctx.actor.projectId, 'bench')
    : createExperiment(ctx, { name: 'bench' }))
  if (!place.filled) await seed(ctx, number, size)
  // What the worker does within seconds of a run's end.
  while ((await gatherWords(ctx.db, 2000)) > 0);
  // Also after a migration, which may have written all rows anew.
  await ctx.db.execute(sql`vacuum analyze`)
  await place.markFilled()
  await platform.close()

  const port = await freePort()
  const env = { ...process.env, DATABASE_URL: databaseUrl, ESPALIER_HOME: home, ESPALIER_ROOT: root, PORT: `${port}` }
  const server = spawn(process.execPath, ['--import', 'tsx', 'protocols/server.ts'], {
    env: { ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const stop = () => server.kill('SIGTERM')
  process.once('exit', stop)
  for await (const line of createInterface({ input: server.stdout })) if (line.includes('Server listening')) break
  server.stdout.resume()
  return {
    name: 'Espalier',
    version: '0.1.0',
    url: `http://127.0.0.1:${port}/mlflow`,
    headers: { authorization: `Bearer ${token}` },
    experiment: String(number),
    pid: server.pid as number,
    close: async () => {
      process.off('exit', stop)
      stop()
      await once(server, 'exit')
      await place.leave()
    },
  }
}

async function seed({ db, actor }: Context, number: number, size: Size): Promise<void> {
  const i = 'r.i::bigint'
  const id = `${idOf('r.i')}::uuid`
  const runs = `generate_series(1, ${size.runs}) as r(i)`
  const of = (count: number) => `${runs}, generate_series(1, ${count}) as k(k)`
  const statements = [
    `insert into tracked_runs (id, project_id, experiment_id, kind, name, status, started_at, ended_at, user_name, created_by)
     select ${id}, '${actor.projectId}', (select id from experiments where number = ${number}), 'client', 'run-' || r.i,
       'finished', ${start} + ${i} * 1000, ${start} + ${i} * 1000 + 500, 'ada', 'bench' from ${runs}`,
    `insert into run_tags select ${id}, 'mlflow.runName', 'run-' || r.i from ${runs}`,
    `insert into run_tags select ${id}, 'team', ((${i} * 13) % 7)::text from ${runs}`,
    `insert into run_params select ${id}, 'p' || k.k, ${paramOf(i, 'k.k')}::text from ${of(size.params)} order by r.i, k.k`,
    `insert into latest_metrics (run_id, key, value, step, at)
     select ${id}, 'm' || k.k, ${metricOf(i, 'k.k')}, 0, ${start} + ${i} * 1000 from ${of(size.metrics)} order by r.i, k.k`,
    `insert into metric_points (run_id, key, value, step, at)
     select ${id}, 'm' || k.k, ${metricOf(i, 'k.k')}, 0, ${start} + ${i} * 1000 from ${of(size.metrics)} order by r.i, k.k`,
    `insert into metric_points (run_id, key, step, at, value)
     select ${idOf('1')}::uuid, 'loss', s.s, ${start} + s.s, ${lossOf('s.s::bigint')} from generate_series(1, ${size.points}) as s(s)`,
  ]
  await db.transaction(async (tx) => {
    // Every run that is named is there: to look up each, millions of times, is most of the work.
    await tx.execute(sql`set local session_replication_role = replica`)
    for (const statement of statements) await tx.execute(sql.raw(statement))
  })
}
