import { sql } from 'drizzle-orm'
import type { Resources } from '../context.ts'

/** A number that the record holds, whichever process asks. */
export interface Gauge {
  name: string
  help: string
  type: 'counter' | 'gauge'
  values: { labels: Record<string, string>; value: number }[]
}

interface Row extends Record<string, unknown> {
  name: keyof typeof about
  project: string | null
  label: string | null
  value: number
}

/** What each tells, and what its second label is called. */
const about = {
  espalier_runs_total: {
    ...{ help: 'Runs that ended, by how.', type: 'counter', label: 'outcome' },
  },
  espalier_runs_open: { help: 'Runs that wait or are under way.', type: 'gauge', label: 'status' },
  espalier_steps_running: { help: 'Steps under way.', type: 'gauge', label: undefined },
  espalier_outbox_pending: { help: 'What Temporal has not been told yet.', type: 'gauge', label: 'kind' },
  espalier_outbox_age_seconds: { help: 'How long the oldest of these waits.', type: 'gauge', label: undefined },
  espalier_firings_total: { help: 'Firings of schedules: made a run, or refused.', type: 'counter', label: 'outcome' },
  espalier_trigger_firings_total: {
    help: 'Firings of triggers: made a run, refused, suppressed by a rest, or quiet where a condition did not hold; not what comes to a paused one.',
    ...{ type: 'counter', label: 'outcome' },
  },
  espalier_demo_jobs_waiting: { help: 'Questions to demos that wait for an answer.', type: 'gauge', label: undefined },
  espalier_alerts_open: { help: 'Alerts that are not over.', type: 'gauge', label: 'severity' },
  espalier_alert_messages: { help: 'Messages of alerts that are due, and given up.', type: 'gauge', label: 'state' },
} as const satisfies Record<string, { help: string; type: Gauge['type']; label: string | undefined }>

/**
 * Depths of queues and outcomes, of all projects: the same from every process, so whoever reads several takes the greatest
 * and does not add them up.
 */
export async function read({ db }: Pick<Resources, 'db'>): Promise<Gauge[]> {
  const { rows } = await db.execute<Row>(sql`
    select case t.name when 'runs-ended' then 'espalier_runs_total' when 'firings' then 'espalier_firings_total'
        else 'espalier_trigger_firings_total' end as name,
      p.slug as project, t.label, sum(t.count)::float8 as value
      from tallies t join projects p on p.id = t.project_id group by 1, 2, 3
    union all select 'espalier_runs_open', p.slug, r.status, count(*)
      from runs r join projects p on p.id = r.project_id where r.ended_at is null group by 2, 3
    union all select 'espalier_steps_running', p.slug, null, count(*)
      from runs r join projects p on p.id = r.project_id join steps s on s.run_id = r.id
      where r.ended_at is null and s.status = 'running' group by 2
    union all select 'espalier_outbox_pending', null, kind, count(*) from outbox where sent_at is null group by 3
    union all select 'espalier_outbox_age_seconds', null, null,
      coalesce(extract(epoch from now() - min(created_at)), 0) from outbox where sent_at is null
    union all select 'espalier_demo_jobs_waiting', null, null, count(*) from demo_jobs where status = 'waiting'
    union all select 'espalier_alerts_open', p.slug, a.severity, count(*)
      from alerts a join projects p on p.id = a.project_id where a.settled_at is null group by 2, 3
    union all select 'espalier_alert_messages', p.slug, d.state, count(*)
      from alert_deliveries d join alert_channels c on c.id = d.channel_id join projects p on p.id = c.project_id
      where d.state = 'failed' or (d.state in ('waiting', 'sending') and d.due_at <= now()) group by 2, 3`)
  return Object.entries(about).map(([name, { help, type, label }]) => ({
    ...{ name, help, type },
    values: rows
      .filter((row) => row.name === name)
      .map((row) => ({
        labels: {
          ...(row.project !== null && { project: row.project }),
          ...(label && row.label !== null && { [label]: row.label }),
        },
        value: Number(row.value),
      })),
  }))
}
