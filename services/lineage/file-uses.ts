import { sql } from 'drizzle-orm'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { digestLength, fileSource } from '../runs/track-data.ts'
import { demosOn, serving } from './edges.ts'

/** How many pipelines, runs of programs, models, endpoints and demos stand on a file. */
export interface FileUses {
  file: string
  pipelines: number
  programs: number
  models: number
  endpoints: number
  demos: number
}

/** Of every file that something has read, whichever of its versions. */
export async function fileUses(ctx: Context): Promise<FileUses[]> {
  authorize(ctx, 'lineage', 'read')
  const { projectId } = ctx.actor
  const { rows } = await ctx.db.execute<FileUses & Record<string, unknown>>(sql`
    with serving as materialized (${serving(projectId)}), read as materialized (
      select distinct name, run_id from run_files where project_id = ${projectId}
    ), programs as materialized (
      select distinct f.name, d.run_id from files f
      join dataset_inputs d on d.name = f.name collate "C" and d.digest = left(f.sha256, ${digestLength}) collate "C" and d.source_type = ${fileSource}
      join tracked_runs t on t.id = d.run_id and t.project_id = f.project_id and t.kind in ('notebook', 'client') and t.deleted_at is null
      where f.project_id = ${projectId}
    ), beneath as (
      select name, run_id from programs
      union select p.name, t.id from programs p join tracked_runs t on t.parent_id = p.run_id and t.project_id = ${projectId}
    ), made as materialized (
      select read.name, v.id from read join model_versions v on v.run_id = read.run_id
      union select b.name, v.id from beneath b join model_versions v on v.tracked_run_id = replace(b.run_id::text, '-', '')
      union select b.name, v.id from beneath b join logged_models l on l.source_run_id = b.run_id join model_versions v on v.logged_model_id = l.id
      union select b.name, v.id from beneath b join run_models r on r.run_id = b.run_id and r.direction = 'output'
        join model_versions v on v.logged_model_id = r.model_id
      union select w.name, v.id from version_rows w join model_versions v on v.id = w.version_id
    ), came as materialized (
      select made.name, v.id, v.model_id from made join model_versions v on v.id = made.id and v.deleted_at is null
      join models m on m.id = v.model_id and m.project_id = ${projectId}
    ), counted as (
      select read.name, 'pipelines' as what, count(distinct p.id) as of from read join runs on runs.id = read.run_id
        join pipelines p on p.id = runs.pipeline_id and p.deleted_at is null group by read.name
      union all select name, 'programs', count(*) from programs group by name
      union all select name, 'models', count(distinct model_id) from came group by name
      union all select came.name, 'endpoints', count(distinct s.endpoint_id) from came join serving s on s.version_id = came.id group by came.name
      union all select came.name, 'demos', count(distinct demo.id) from came, lateral (${demosOn(sql`came.id`)}) demo group by came.name
    )
    select name as file, ${sql.join(
      ['pipelines', 'programs', 'models', 'endpoints', 'demos'].map(
        (what) => sql`coalesce(max(of) filter (where what = ${what}), 0)::int as ${sql.identifier(what)}`,
      ),
      sql`, `,
    )}
    from counted group by name`)
  return rows
}
