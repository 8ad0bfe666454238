import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { members, users } from '../db/schema.ts'
import { emptySpec } from '../pipeline/spec.ts'
import { create as createPipeline } from '../services/pipelines/create.ts'
import { save } from '../services/pipelines/save.ts'
import { create } from '../services/schedules/create.ts'
import { connectOrchestrator } from '../workflows/client.ts'
import { testPlatform } from '../workflows/testing/platform.ts'
import { spawnedWorkers } from '../workflows/testing/spawned-worker.ts'
import { testTemporal } from '../workflows/testing/temporal.ts'
import { durablePostgres } from './durable-postgres.ts'

// How long after their instant many schedules have all started their runs. See bench/README.md.
const count = Number(process.argv[2] ?? 1000)
const [postgres, temporal] = await Promise.all([durablePostgres(), testTemporal()])
const platform = await testPlatform(postgres.url)
const { client, calendar, close } = connectOrchestrator(temporal.address)
const workers = spawnedWorkers(platform, temporal, { baseUrl: 'http://127.0.0.1:9', token: '' })
await workers.start()

const actor = { ...platform.actor, userId: randomUUID() }
await platform.db.insert(users).values({ id: actor.userId, name: 'Eve', email: 'eve@example.org' })
await platform.db.insert(members).values({ projectId: actor.projectId, userId: actor.userId, role: 'owner' })
const ctx = { ...platform, calendar, actor }
const { id } = await createPipeline(ctx, { name: 'Numbers' })
// Each run does its own work: what one has made is of no use to the next.
const nodes = { numbers: { kind: 'etl.numbers', params: { salt: '{{ salt }}' } } }
await save(ctx, { id, base: 1, spec: { ...emptySpec('Numbers'), parameters: { salt: '' }, nodes } })

const instant = new Date(Math.ceil((Date.now() + 20_000 + count * 120) / 60_000) * 60_000)
const timing = {
  kind: 'cron' as const,
  expression: `${instant.getUTCMinutes()} ${instant.getUTCHours()} ${instant.getUTCDate()} ${instant.getUTCMonth() + 1} *`,
  timeZone: 'UTC',
}
const began = Date.now()
const left = Array.from({ length: count }, (_, index) => `at once ${index}`)
const make = async () => {
  for (let name = left.pop(); name; name = left.pop())
    await create(ctx, { pipeline: { id }, name, timing, overrides: { salt: name } })
}
await Promise.all(Array.from({ length: 8 }, make))
interface Counted extends Record<string, unknown> {
  pending: number
  fired: number
  started: number
  ended: number
  doubled: number
}
const look = async () => {
  const { rows } = await platform.db.execute<Counted>(sql`
    select (select count(*) from outbox where sent_at is null)::int as pending,
      (select count(*) from firings)::int as fired,
      (select count(*) from (select schedule_id from firings group by 1 having count(*) > 1) d)::int as doubled,
      count(started_at)::int as started, count(ended_at)::int as ended from runs`)
  return rows[0] as Counted
}
while ((await look()).pending > 0) await pause(500)
const spare = instant.getTime() - Date.now()
console.log(
  `${count} schedules made in ${Math.round((Date.now() - began) / 1000)} s, ${Math.round(spare / 1000)} s before they fire`,
)
if (spare < 0) throw new Error('not ready at the instant: no figure')
await pause(Math.max(0, spare))
for (let now = await look(); now.ended < count && Date.now() - instant.getTime() < 600_000; now = await look()) {
  console.log(
    `${((Date.now() - instant.getTime()) / 1000).toFixed(0)} s: ${now.fired} fired, ${now.started} started, ${now.ended} ended`,
  )
  await pause(5000)
}
const { rows } = await platform.db.execute<Record<string, number>>(sql`
  select count(*)::int as runs, count(distinct f.schedule_id)::int as schedules, count(*) filter (where r.status = 'done')::int as done,
    round(extract(epoch from percentile_disc(0.5) within group (order by f.fired_at) - ${instant})::numeric, 1)::float8 as fired_median,
    round(extract(epoch from max(f.fired_at) - ${instant})::numeric, 1)::float8 as fired_last,
    round(extract(epoch from percentile_disc(0.5) within group (order by r.started_at) - ${instant})::numeric, 1)::float8 as started_median,
    round(extract(epoch from max(r.started_at) - ${instant})::numeric, 1)::float8 as started_last,
    round(extract(epoch from max(r.ended_at) - ${instant})::numeric, 1)::float8 as ended_last
  from firings f left join runs r on r.id = f.run_id`)
console.log('seconds after the instant', rows[0], await look())
const { rows: faults } = await platform.db.execute(sql`
  select r.status, coalesce(r.fault, s.fault)->>'message' as why, count(*)::int as runs
  from runs r left join steps s on s.run_id = r.id and s.fault is not null where r.status <> 'done' group by 1, 2`)
for (const fault of faults) console.log('not done', fault)

await workers.kill()
await Promise.all([close(), client.connection.close()])
await Promise.all([platform.close(), temporal.close()])
await postgres.close()
process.exit()
