import { sql } from 'drizzle-orm'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { serving } from './edges.ts'

/** How many pipelines, models and endpoints stand on a file. */
export interface FileUses {
  file: string
  pipelines: number
  models: number
  endpoints: number
}

/** Of every file that a run has read, whichever of its versions. */
export async function fileUses(ctx: Context): Promise<FileUses[]> {
  authorize(ctx, 'lineage', 'read')
  const { projectId } = ctx.actor
  const { rows } = await ctx.db.execute<FileUses & Record<string, unknown>>(sql`
    with serving as materialized (${serving(projectId)}), used as materialized (
      select distinct name, run_id from run_files where project_id = ${projectId}
    )
    select used.name as file, count(distinct runs.pipeline_id)::int as pipelines, count(distinct v.model_id)::int as models,
      count(distinct s.endpoint_id)::int as endpoints
    from used join runs on runs.id = used.run_id left join model_versions v on v.run_id = used.run_id and v.deleted_at is null
    left join serving s on s.version_id = v.id group by used.name`)
  return rows
}
