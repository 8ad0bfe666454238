import { sql } from 'drizzle-orm'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { demosOn, serving } from '../lineage/edges.ts'
import { rowsOf } from './profile-of.ts'

export interface ListedDataset {
  name: string
  /** Of the newest content. */
  digest: string
  versions: number
  columns: string[]
  rows: number | null
  sourceType: string
  createdAt: Date
  /** Runs that read it, whichever content: a thousand at most are counted. */
  uses: Record<Use, number>
}

type Use = 'runs' | 'models' | 'endpoints' | 'demos'
const most = 1000
const mostColumns = 100

type Row = Record<string, unknown> &
  Omit<ListedDataset, 'rows' | 'createdAt' | 'uses'> & {
    profile: string | null
    created_at: string
  } & ListedDataset['uses']

/** Data that programs logged, each name once, the newest first. */
export async function list(ctx: Context): Promise<ListedDataset[]> {
  authorize(ctx, 'tracking', 'read')
  const { projectId } = ctx.actor
  const { rows } = await ctx.db.execute<Row>(sql`
    with serving as materialized (${serving(projectId)}), newest as (
      select distinct on (name) name, digest, columns, profile, source_type, created_at,
        (count(*) over (partition by name))::int as versions
      from datasets where project_id = ${projectId} order by name, created_at desc
    )
    select name, digest, versions, profile, source_type as "sourceType", created_at,
      (select coalesce(jsonb_agg(c->>'name' order by place), '[]') from jsonb_array_elements(columns) with ordinality e(c, place) where place <= ${mostColumns}) as columns,
      used.runs, used.models, used.endpoints, used.demos
    from (select * from newest order by created_at desc limit ${most}) shown, lateral (
      select count(distinct reading.run_id)::int as runs, count(distinct v.model_id)::int as models, count(distinct s.endpoint_id)::int as endpoints,
        count(distinct demo.id)::int as demos
      from (select d.run_id from dataset_inputs d join tracked_runs t on t.id = d.run_id
        where t.project_id = ${projectId} and d.name = shown.name limit 1000) reading
      left join lateral (
        select v.id, v.model_id from model_versions v where v.tracked_run_id = replace(reading.run_id::text, '-', '') and v.deleted_at is null
        union select v.id, v.model_id from logged_models l join model_versions v on v.logged_model_id = l.id
          where l.source_run_id = reading.run_id and v.deleted_at is null
      ) v on true
      left join serving s on s.version_id = v.id
      left join lateral (${demosOn(sql`v.id`)}) demo on true
    ) used order by created_at desc`)
  return rows.map(({ profile, created_at, runs, models, endpoints, demos, ...row }) => ({
    ...row,
    rows: rowsOf(profile),
    createdAt: new Date(created_at),
    uses: { runs, models, endpoints, demos },
  }))
}
