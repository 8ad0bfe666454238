import { sql } from 'drizzle-orm'
import type { TableValue } from '#pipeline/ports/table.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'

export interface MadeTable {
  pipeline: { slug: string; name: string }
  node: string
  title: string
  port: string
  /** The newest run that came to its end. */
  runId: string
  columns: string[]
  rows: number | null
  createdAt: Date
}

const most = 2000

type Row = Record<string, unknown> &
  Omit<MadeTable, 'pipeline' | 'createdAt' | 'columns'> & {
    slug: string
    pipeline: string
    value: TableValue
    at: string
  }

/** Tables that the newest run of each pipeline made, the newest first. */
export async function listMade(ctx: Context): Promise<MadeTable[]> {
  authorize(ctx, 'run', 'read')
  const { rows } = await ctx.db.execute<Row>(sql`
    select p.slug, p.name as pipeline, s.node, output.key as port, output.value, s.rows_out as rows, run.id as "runId",
      coalesce(s.ended_at, run.created_at) as at,
      coalesce((select step->>'title' from jsonb_array_elements(run.plan->'steps') step where step->>'node' = s.node), s.node) as title
    from pipelines p, lateral (
      select id, plan, created_at from runs where runs.pipeline_id = p.id and status = 'done' order by created_at desc limit 1
    ) run join steps s on s.run_id = run.id, jsonb_each(s.outputs) output
    where p.project_id = ${ctx.actor.projectId} and p.deleted_at is null and output.value->>'type' = 'table'
    order by at desc, s.node limit ${most}`)
  return rows.map(({ slug, pipeline, value, at, ...row }) => ({
    ...row,
    pipeline: { slug, name: pipeline },
    columns: value.columns.map(({ name }) => name),
    createdAt: new Date(at),
  }))
}
