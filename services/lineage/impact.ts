import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import type { Signature } from '#pipeline/ports/model.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { type ToldColumns, toldColumns } from '../models/told-columns.ts'
import { parse } from '../parse.ts'
import { serving } from './edges.ts'
import { type DataRef, usedBySql, withData } from './used.ts'
import { type Entrance, entranceOf, versionColumns } from './version-columns.ts'

export const impactInput = withData({
  /** All of its columns when absent. */
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
  /** Where a pipeline made it. */
  runId: string | null
  pipeline: string | null
  revision: number | null
  fileVersion: number | null
  /** How the column enters; null when all of the data was asked about. */
  how: Entrance | null
  /** The model's inputs that it becomes. */
  inputs: string[]
  createdAt: Date
}

export interface Impact {
  /** What answers callers first, then the newest versions. */
  versions: AffectedVersion[]
  /** Versions that came of the data but rest on nothing of this column. */
  untouched: number
  cut: boolean
}

type Row = Record<string, unknown> & {
  id: string
  model: string
  number: number
  newest: boolean
  endpoints: AffectedVersion['endpoints']
  run_id: string | null
  node: string | null
  signature: Signature | null
  source: string | null
  pipeline: string | null
  revision: number | null
  file_version: number | null
  created_at: string
}

/** What must be trained again if a file, data that programs logged, or one of their columns, is wrong. Faults: NOT_FOUND. */
export async function impact(ctx: Context, input: z.input<typeof impactInput>): Promise<Impact> {
  authorize(ctx, 'lineage', 'read')
  const { column, limit, ...data } = parse(impactInput, input)
  await requireColumn(ctx, data, column)
  const { projectId } = ctx.actor
  const { rows } = await ctx.db.execute<Row>(sql`
    with serving as materialized (${serving(projectId)}), ${usedBySql(projectId, data)}, answering as (
      select s.version_id, jsonb_agg(jsonb_build_object('name', e.name, 'mode', s.mode, 'weight', s.weight) order by e.name) as endpoints,
        min(case s.mode when 'live' then 0 when 'canary' then 1 else 2 end) as urgency
      from serving s join endpoints e on e.id = s.endpoint_id group by s.version_id
    )
    select v.id, m.name as model, v.number, v.run_id, v.node, v.signature, v.source, v.created_at, used.file_version,
      v.number = (select max(n.number) from model_versions n where n.model_id = m.id and n.deleted_at is null) as newest,
      coalesce(a.endpoints, '[]'::jsonb) as endpoints, p.slug as pipeline, r.number as revision
    from used_versions used join model_versions v on v.id = used.version_id join models m on m.id = v.model_id
    left join runs on runs.id = v.run_id left join revisions r on r.id = runs.revision_id left join pipelines p on p.id = r.pipeline_id
    left join answering a on a.version_id = v.id
    where m.project_id = ${projectId} and v.deleted_at is null
    order by coalesce(a.urgency, 3), newest desc, v.created_at desc, v.id
    limit ${limit + 1}`)
  const versions: AffectedVersion[] = []
  for (const row of rows.slice(0, limit)) {
    const affected = await affectedBy(ctx, row, data, column)
    if (affected) versions.push(affected)
  }
  return { versions, untouched: Math.min(rows.length, limit) - versions.length, cut: rows.length > limit }
}

async function affectedBy(
  ctx: Context,
  row: Row,
  data: DataRef,
  column: string | undefined,
): Promise<AffectedVersion | null> {
  const { id, model, number, newest, endpoints, run_id: runId, node, signature, pipeline, revision } = row
  const affected = { id, model, number, newest, endpoints, runId, pipeline, revision, fileVersion: row.file_version }
  const shown = { ...affected, createdAt: new Date(row.created_at) }
  if (column === undefined) return { ...shown, how: null, inputs: [] }
  const columns = runId && node && signature ? await versionColumns(ctx, { runId, node, signature }) : null
  if (!columns || !('file' in data)) return { ...shown, ...byName(await toldColumns(ctx, row), column) }
  const { file } = data
  const how = entranceOf(columns, file, column)
  const becomes = columns.inputs.filter(({ from }) => from.some((one) => one.file === file && one.column === column))
  return how && { ...shown, how, inputs: becomes.map(({ name }) => name) }
}

/** Nobody saw what a program did: an input of the same name says much, its absence proves nothing. */
function byName(told: ToldColumns | null, column: string): Pick<AffectedVersion, 'how' | 'inputs'> {
  const named = told?.target === column || told?.inputs.includes(column)
  return named ? { how: 'name', inputs: [column] } : { how: 'may', inputs: [] }
}

async function requireColumn({ db, actor: { projectId } }: Context, data: DataRef, column: string | undefined) {
  const { rows } = await db.execute<{ names: string[] }>(
    'file' in data
      ? sql`select jsonb_path_query_array(columns, '$[*].name') as names from files where project_id = ${projectId}
          and name = ${data.file} and (${data.version ?? null}::int is null or version = ${data.version ?? null}::int)`
      : sql`select jsonb_path_query_array(columns, '$[*].name') as names from datasets where project_id = ${projectId}
          and name = ${data.dataset} and (${data.digest ?? null}::text is null or digest = ${data.digest ?? null})`,
  )
  const name = 'file' in data ? at(data.file, data.version) : at(data.dataset, data.digest)
  if (rows.length === 0) throw new Fault('NOT_FOUND', `no such ${'file' in data ? 'file' : 'logged data'}: ${name}`)
  if (column === undefined || rows.some(({ names }) => names.includes(column))) return
  const known = [...new Set(rows.flatMap(({ names }) => names))]
  throw new Fault('NOT_FOUND', `no such column in ${name}: ${column}`, {
    at: { column },
    hint: known.length > 0 ? `it has ${known.slice(0, 20).join(', ')}` : 'no run told which columns it has',
  })
}

const at = (name: string, which: string | number | undefined) => (which === undefined ? name : `${name}@${which}`)
