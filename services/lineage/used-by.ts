import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { demosOn, serving } from './edges.ts'
import { dataRef, type FileRef, usedBySql } from './used.ts'

export const usedByInput = dataRef

export interface DataUse {
  /** Pipelines that have run over it, the latest first. */
  pipelines: { slug: string; name: string; runs: number; versions: number[]; lastRunId: string; lastRunAt: Date }[]
  /** Experiments whose programs read it, the latest first. */
  programs: {
    experiment: number
    name: string
    runs: number
    /** Of them, in notebooks. */
    notebooks: number
    lastRunId: string
    lastRunName: string
    lastRunAt: Date
  }[]
  models: { name: string; versions: number[] }[]
  endpoints: { name: string; model: string; number: number; mode: string }[]
  demos: { name: string; model: string; number: number }[]
  /** Pipelines that name the file and have not run over it. */
  drawn: { slug: string; name: string }[]
  runs: number
}

const most = 200

type Told<T> = (Omit<T, 'lastRunAt'> & { lastRunAt: string })[] | null
type Rows = Record<string, unknown> & {
  pipelines: Told<DataUse['pipelines'][number]>
  programs: Told<DataUse['programs'][number]>
  models: DataUse['models'] | null
  endpoints: DataUse['endpoints'] | null
  demos: DataUse['demos'] | null
  drawn: DataUse['drawn'] | null
  runs: number
}

/** Who used a file, or data that programs logged: pipelines and programs, and the models, endpoints and demos that came of it. */
export async function usedBy(ctx: Context, input: z.input<typeof usedByInput>): Promise<DataUse> {
  authorize(ctx, 'lineage', 'read')
  const data = parse(usedByInput, input)
  const { projectId } = ctx.actor
  const { rows } = await ctx.db.execute<Rows>(sql`
    with serving as materialized (${serving(projectId)}), ${usedBySql(projectId, data)}, by_pipeline as (
      select p.slug, p.name, count(*)::int as runs, (array_agg(runs.id order by used.at desc))[1] as last_run_id,
        max(used.at) as last_at, jsonb_agg(distinct used.versions) as sets
      from used_runs used join runs on runs.id = used.run_id join pipelines p on p.id = runs.pipeline_id
      where p.deleted_at is null group by p.id order by last_at desc limit ${most}
    ), by_program as (
      select e.number, e.name, count(*)::int as runs, (count(*) filter (where t.kind = 'notebook'))::int as notebooks, (array_agg(t.id order by used.at desc))[1] as last_run_id,
        (array_agg(t.name order by used.at desc))[1] as last_run_name, max(used.at) as last_at
      from used_runs used join tracked_runs t on t.id = used.run_id join experiments e on e.id = t.experiment_id
      where used.tracked and t.deleted_at is null group by e.id order by last_at desc limit ${most}
    ), trained as materialized (
      select v.id, m.name, v.number from used_versions used join model_versions v on v.id = used.version_id
      join models m on m.id = v.model_id where m.project_id = ${projectId} and v.deleted_at is null
    ), by_model as (
      select name, (array_agg(number order by number desc))[1:20] as versions from trained group by name order by name limit ${most}
    ), by_endpoint as (
      select e.name, t.name as model, t.number, s.mode from trained t join serving s on s.version_id = t.id
      join endpoints e on e.id = s.endpoint_id order by e.name limit ${most}
    ), by_demo as (
      select demo.name, min(t.name) as model, max(t.number) as number from trained t, lateral (${demosOn(sql`t.id`)}) demo
      group by demo.name order by demo.name limit ${most}
    ), drawn as (${'file' in data ? drawnOver(projectId, data) : sql`select '' as slug, '' as name where false`})
    select
      (select jsonb_agg(jsonb_build_object('slug', slug, 'name', name, 'runs', runs, 'lastRunId', last_run_id, 'lastRunAt', last_at,
        'versions', (select jsonb_agg(distinct one::int) from jsonb_array_elements(sets) set, jsonb_array_elements_text(set) one)) order by last_at desc)
        from by_pipeline) as pipelines,
      (select jsonb_agg(jsonb_build_object('experiment', number, 'name', name, 'runs', runs, 'notebooks', notebooks, 'lastRunId', last_run_id,
        'lastRunName', last_run_name, 'lastRunAt', last_at) order by last_at desc) from by_program) as programs,
      (select jsonb_agg(jsonb_build_object('name', name, 'versions', versions) order by name) from by_model) as models,
      (select jsonb_agg(jsonb_build_object('name', name, 'model', model, 'number', number, 'mode', mode) order by name) from by_endpoint) as endpoints,
      (select jsonb_agg(jsonb_build_object('name', name, 'model', model, 'number', number) order by name) from by_demo) as demos,
      (select jsonb_agg(jsonb_build_object('slug', slug, 'name', name) order by name) from drawn
        where slug not in (select slug from by_pipeline)) as drawn,
      (select count(*)::int from used_runs) as runs`)
  const [found] = rows
  return {
    pipelines: dated(found?.pipelines ?? []).map((one) => ({ ...one, versions: one.versions ?? [] })),
    programs: dated(found?.programs ?? []),
    models: found?.models ?? [],
    endpoints: found?.endpoints ?? [],
    demos: found?.demos ?? [],
    drawn: found?.drawn ?? [],
    runs: found?.runs ?? 0,
  }
}

const dated = <T extends { lastRunAt: string }>(rows: T[]) =>
  rows.map((row) => ({ ...row, lastRunAt: new Date(row.lastRunAt) }))

/** Their newest revisions alone; a node names a file as `sales.csv` or `sales.csv@3`. */
const drawnOver = (projectId: string, { file, version }: FileRef) => {
  const given = version === undefined ? sql`split_part(param.value, '@', 1)` : sql`param.value`
  const wanted = version === undefined ? file : `${file}@${version}`
  return sql`
    select p.slug, p.name from pipelines p,
      lateral (select spec from revisions r where r.pipeline_id = p.id order by r.number desc limit 1) newest
    where p.project_id = ${projectId} and p.deleted_at is null and exists (
      select from jsonb_path_query(newest.spec, '$.nodes.*.params') params, jsonb_each_text(params) param
      where param.value = ${file} or ${given} = ${wanted}
    ) order by p.name limit ${most}`
}
