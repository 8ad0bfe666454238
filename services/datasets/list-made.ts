import { sql } from 'drizzle-orm'
import { runs } from '#db/schema.ts'
import type { TableValue } from '#pipeline/ports/table.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { serving } from '../lineage/edges.ts'
import { stepsBefore } from '../runs/track-data.ts'

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
  /** What came of it in that run. */
  uses: { models: number; endpoints: number }
}

const most = 2000

type Row = Record<string, unknown> &
  Omit<MadeTable, 'pipeline' | 'createdAt' | 'columns' | 'uses'> & {
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
  const usesOf = await usesByTable(
    ctx,
    rows.map(({ runId }) => runId),
  )
  return rows.map(({ slug, pipeline, value, at, ...row }) => ({
    ...row,
    pipeline: { slug, name: pipeline },
    columns: value.columns.map(({ name }) => name),
    createdAt: new Date(at),
    uses: usesOf(row),
  }))
}

type Use = Record<string, unknown> & { run: string; node: string; model: string; endpoints: string[] }

/** Counts what rests on a table of a run: models that a step after it registered, and where they answer now. */
async function usesByTable({ db, actor }: Context, runIds: string[]) {
  const given = sql`any(${sql.param([...new Set(runIds)])}::uuid[])`
  const plans = await db.select({ id: runs.id, plan: runs.plan }).from(runs).where(sql`${runs.id} = ${given}`)
  const { rows } = await db.execute<Use>(sql`
    with serving as materialized (${serving(actor.projectId)})
    select v.run_id as run, v.node, v.model_id as model,
      array(select s.endpoint_id::text from serving s where s.version_id = v.id) as endpoints
    from model_versions v where v.run_id = ${given} and v.node is not null and v.deleted_at is null`)
  const steps = new Map(plans.map(({ id, plan }) => [id, plan]))
  return ({ runId, node }: { runId: string; node: string }) => {
    const plan = steps.get(runId)
    const after = rows.filter(
      (use) => use.run === runId && plan && stepsBefore(plan, use.node).some((step) => step.node === node),
    )
    return {
      models: new Set(after.map(({ model }) => model)).size,
      endpoints: new Set(after.flatMap(({ endpoints }) => endpoints)).size,
    }
  }
}
