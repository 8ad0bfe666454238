import { sql } from 'drizzle-orm'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { serving } from '../lineage/edges.ts'
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
  uses: { runs: number; models: number; endpoints: number }
}

const most = 1000
const mostColumns = 100

type Row = Record<string, unknown> &
  Omit<ListedDataset, 'rows' | 'createdAt' | 'uses'> & { profile: string | null; created_at: string } & Record<
    'runs' | 'models' | 'endpoints',
    number
  >

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
      used.runs, used.models, used.endpoints
    from (select * from newest order by created_at desc limit ${most}) shown, lateral (
      select count(distinct reading.run_id)::int as runs, count(distinct v.model_id)::int as models, count(distinct s.endpoint_id)::int as endpoints
      from (select d.run_id from dataset_inputs d join tracked_runs t on t.id = d.run_id
        where t.project_id = ${projectId} and d.name = shown.name limit 1000) reading
      left join model_versions v on v.tracked_run_id = replace(reading.run_id::text, '-', '') and v.deleted_at is null
      left join serving s on s.version_id = v.id
    ) used order by created_at desc`)
  return rows.map(({ profile, created_at, runs, models, endpoints, ...row }) => ({
    ...row,
    rows: rowsOf(profile),
    createdAt: new Date(created_at),
    uses: { runs, models, endpoints },
  }))
}
