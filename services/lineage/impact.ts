import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import type { Signature } from '#pipeline/ports/model.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { serving } from './edges.ts'
import { type Entrance, entranceOf, versionColumns } from './version-columns.ts'

export const impactInput = z.object({
  file: z.string(),
  /** Every version when absent. */
  version: z.number().int().min(1).optional(),
  /** The whole file when absent. */
  column: z.string().optional(),
  limit: z.number().int().min(1).max(500).default(100),
})

export interface AffectedVersion {
  id: string
  model: string
  number: number
  /** The newest of its model. */
  newest: boolean
  /** Endpoints whose traffic goes to it now. */
  endpoints: { name: string; mode: string; weight: number }[]
  runId: string
  pipeline: string
  revision: number
  fileVersion: number | null
  /** How the column enters; null when the whole file was asked about. */
  how: Entrance | null
  /** The model's inputs that it becomes. */
  inputs: string[]
  createdAt: Date
}

export interface Impact {
  /** What answers callers first, then the newest versions. */
  versions: AffectedVersion[]
  /** Versions that read the file but nothing of this column. */
  untouched: number
  cut: boolean
}

type Row = Record<string, unknown> & {
  id: string
  model: string
  number: number
  newest: boolean
  endpoints: AffectedVersion['endpoints']
  run_id: string
  node: string
  signature: Signature | null
  pipeline: string
  revision: number
  file_version: number | null
  created_at: string
}

/** What must be trained again if a file, or one of its columns, is wrong. Faults: NOT_FOUND. */
export async function impact(ctx: Context, input: z.input<typeof impactInput>): Promise<Impact> {
  authorize(ctx, 'lineage', 'read')
  const { file, version, column, limit } = parse(impactInput, input)
  await requireColumn(ctx, file, version, column)
  const { projectId } = ctx.actor
  const { rows } = await ctx.db.execute<Row>(sql`
    with serving as materialized (${serving(projectId)}), used as (
      select run_id, max(version) as version from run_files
      where project_id = ${projectId} and name = ${file} and (${version ?? null}::int is null or version = ${version ?? null}::int)
      group by run_id
    ), answering as (
      select s.version_id, jsonb_agg(jsonb_build_object('name', e.name, 'mode', s.mode, 'weight', s.weight) order by e.name) as endpoints,
        min(case s.mode when 'live' then 0 when 'canary' then 1 else 2 end) as urgency
      from serving s join endpoints e on e.id = s.endpoint_id group by s.version_id
    )
    select v.id, m.name as model, v.number, v.run_id, v.node, v.signature, v.created_at, used.version as file_version,
      v.number = (select max(n.number) from model_versions n where n.model_id = m.id and n.deleted_at is null) as newest,
      coalesce(a.endpoints, '[]'::jsonb) as endpoints, p.slug as pipeline, r.number as revision
    from used join model_versions v on v.run_id = used.run_id join models m on m.id = v.model_id
    join runs on runs.id = v.run_id join revisions r on r.id = runs.revision_id join pipelines p on p.id = r.pipeline_id
    left join answering a on a.version_id = v.id
    where m.project_id = ${projectId} and v.deleted_at is null
    order by coalesce(a.urgency, 3), newest desc, v.created_at desc, v.id
    limit ${limit + 1}`)
  const versions: AffectedVersion[] = []
  for (const row of rows.slice(0, limit)) {
    const affected = await affectedBy(ctx, row, file, column)
    if (affected) versions.push(affected)
  }
  return { versions, untouched: Math.min(rows.length, limit) - versions.length, cut: rows.length > limit }
}

async function affectedBy(
  ctx: Context,
  row: Row,
  file: string,
  column: string | undefined,
): Promise<AffectedVersion | null> {
  const { id, model, number, newest, endpoints, run_id: runId, node, signature, pipeline, revision } = row
  const affected = { id, model, number, newest, endpoints, runId, pipeline, revision, fileVersion: row.file_version }
  const shown = { ...affected, createdAt: new Date(row.created_at) }
  if (column === undefined) return { ...shown, how: null, inputs: [] }
  const columns = signature && (await versionColumns(ctx, { runId, node, signature }))
  if (!columns) return { ...shown, how: 'may', inputs: [] }
  const how = entranceOf(columns, file, column)
  const becomes = columns.inputs.filter(({ from }) => from.some((one) => one.file === file && one.column === column))
  return how && { ...shown, how, inputs: becomes.map(({ name }) => name) }
}

async function requireColumn(
  { db, actor }: Context,
  file: string,
  version: number | undefined,
  column: string | undefined,
) {
  const { rows } = await db.execute<{ names: string[] }>(sql`
    select jsonb_path_query_array(columns, '$[*].name') as names from files
    where project_id = ${actor.projectId} and name = ${file} and (${version ?? null}::int is null or version = ${version ?? null}::int)`)
  if (rows.length === 0)
    throw new Fault('NOT_FOUND', `no such file: ${file}${version === undefined ? '' : `@${version}`}`)
  if (column === undefined || rows.some(({ names }) => names.includes(column))) return
  throw new Fault('NOT_FOUND', `no such column in ${file}: ${column}`, {
    at: { column },
    hint: `it has ${[...new Set(rows.flatMap(({ names }) => names))].slice(0, 20).join(', ')}`,
  })
}
