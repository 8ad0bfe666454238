import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { serving } from './edges.ts'

export const usedByInput = z.object({
  file: z.string(),
  /** Every version when absent. */
  version: z.number().int().min(1).optional(),
})

export interface FileUse {
  /** Pipelines that have run over it, the latest first. */
  pipelines: { slug: string; name: string; runs: number; versions: number[]; lastRunId: string; lastRunAt: Date }[]
  models: { name: string; versions: number[] }[]
  endpoints: { name: string; model: string; number: number; mode: string }[]
  runs: number
}

const most = 200

type Rows = Record<string, unknown> & {
  pipelines: (Omit<FileUse['pipelines'][number], 'lastRunAt'> & { lastRunAt: string })[] | null
  models: FileUse['models'] | null
  endpoints: FileUse['endpoints'] | null
  runs: number
}

/** Who used a file: pipelines, and the models and endpoints that came of it. */
export async function usedBy(ctx: Context, input: z.input<typeof usedByInput>): Promise<FileUse> {
  authorize(ctx, 'lineage', 'read')
  const { file, version = null } = parse(usedByInput, input)
  const { projectId } = ctx.actor
  const { rows } = await ctx.db.execute<Rows>(sql`
    with serving as materialized (${serving(projectId)}), used as materialized (
      select run_id, max(created_at) as at, array_agg(distinct version) as versions from run_files
      where project_id = ${projectId} and name = ${file} and (${version}::int is null or version = ${version}::int)
      group by run_id
    ), by_pipeline as (
      select p.slug, p.name, count(*)::int as runs, (array_agg(runs.id order by used.at desc))[1] as last_run_id,
        max(used.at) as last_at, jsonb_agg(distinct used.versions) as sets
      from used join runs on runs.id = used.run_id join pipelines p on p.id = runs.pipeline_id
      where p.deleted_at is null group by p.id order by last_at desc limit ${most}
    ), trained as materialized (
      select v.id, m.name, v.number from used join model_versions v on v.run_id = used.run_id
      join models m on m.id = v.model_id where m.project_id = ${projectId} and v.deleted_at is null
    ), by_model as (
      select name, (array_agg(number order by number desc))[1:20] as versions from trained group by name order by name limit ${most}
    ), by_endpoint as (
      select e.name, t.name as model, t.number, s.mode from trained t join serving s on s.version_id = t.id
      join endpoints e on e.id = s.endpoint_id order by e.name limit ${most}
    )
    select
      (select jsonb_agg(jsonb_build_object('slug', slug, 'name', name, 'runs', runs, 'lastRunId', last_run_id, 'lastRunAt', last_at,
        'versions', (select jsonb_agg(distinct one::int) from jsonb_array_elements(sets) set, jsonb_array_elements_text(set) one)) order by last_at desc)
        from by_pipeline) as pipelines,
      (select jsonb_agg(jsonb_build_object('name', name, 'versions', versions) order by name) from by_model) as models,
      (select jsonb_agg(jsonb_build_object('name', name, 'model', model, 'number', number, 'mode', mode) order by name) from by_endpoint) as endpoints,
      (select count(*)::int from used) as runs`)
  const [found] = rows
  return {
    pipelines: (found?.pipelines ?? []).map((one) => ({
      ...one,
      versions: one.versions ?? [],
      lastRunAt: new Date(one.lastRunAt),
    })),
    models: found?.models ?? [],
    endpoints: found?.endpoints ?? [],
    runs: found?.runs ?? 0,
  }
}
