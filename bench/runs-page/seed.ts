import type pg from 'pg'

/** An experiment of many runs, each with twenty metrics and twenty parameters, by SQL alone. Tells what it is called. */
export async function seedRuns(client: pg.Client, project: string, count: number): Promise<string> {
  const name = `${count} runs`
  const { rows } = await client.query<{ id: string }>(
    `insert into experiments (project_id, number, name)
     select p.id, coalesce((select max(number) + 1 from experiments where project_id = p.id), 1), $2 from projects p
     where p.slug = $1 on conflict (project_id, name) do update set updated_at = now() returning id`,
    [project, name],
  )
  const experiment = rows[0]?.id
  const known = await client.query('select count(*)::int as n from tracked_runs where experiment_id = $1', [experiment])
  if (known.rows[0].n === count) return name
  await client.query(
    `insert into tracked_runs (id, project_id, experiment_id, kind, name, status, started_at, ended_at, user_name, created_by)
     select md5('seed run ' || n)::uuid, e.project_id, e.id, 'client', 'run-' || n,
       (array['finished', 'finished', 'finished', 'failed', 'killed'])[1 + n % 5],
       1700000000000 + n * 60000::bigint, 1700000000000 + n * 60000::bigint + 1000 * (n % 3600), 'ada', 'seed'
     from generate_series(1, $2::int) n, experiments e where e.id = $1`,
    [experiment, count],
  )
  const each = `from generate_series(1, $1::int) n, generate_series(1, 20) k`
  await client.query(
    `insert into run_params select md5('seed run ' || n)::uuid, 'param_' || k, ((n * k) % 97)::text ${each}`,
    [count],
  )
  await client.query(
    `insert into latest_metrics (run_id, key, value, step, at)
     select md5('seed run ' || n)::uuid, 'metric_' || k, sin(n * k) / 2 + 0.5, 100, 1700000000000 ${each}`,
    [count],
  )
  await client.query(
    `insert into run_tags select md5('seed run ' || n)::uuid, t.key, t.value from generate_series(1, $1::int) n,
     lateral (values ('mlflow.runName', 'run-' || n), ('team', 'team ' || n % 7)) as t(key, value)`,
    [count],
  )
  for (const table of ['tracked_runs', 'run_params', 'latest_metrics', 'run_tags'])
    await client.query(`analyze ${table}`)
  return name
}
