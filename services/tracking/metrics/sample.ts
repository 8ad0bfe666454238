import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { plainText, runId } from '../fields.ts'
import { noSuchRun } from '../runs/find.ts'

export const sampleInput = z.object({
  ids: z.array(runId).min(1).max(100),
  key: plainText,
  /** Of each run. */
  limit: z.int().min(1).max(2500),
  steps: z.object({ from: z.int(), to: z.int() }).optional(),
})

export interface RunPoint {
  runId: string
  step: number
  at: number
  value: number
}

/**
 * Of each run's points, by step, time and value, so many that lie evenly among them, the last one always. Chosen by row:
 * a thousand points at one step are no single step. Faults: NOT_FOUND.
 */
export async function sample(ctx: Context, input: z.input<typeof sampleInput>): Promise<RunPoint[]> {
  authorize(ctx, 'tracking', 'read')
  const { ids, key, limit, steps } = parse(sampleInput, input)
  await demandRuns(ctx, ids)
  const between = steps ? sql` and step between ${steps.from} and ${steps.to}` : sql``
  const { rows } = await ctx.db.execute<{ run_id: string; step: string; at: string; value: number }>(sql`
    with placed as (
      select run_id, step, at, value, ntile(${limit}) over ordered as bucket, row_number() over ordered as place,
        count(*) over (partition by run_id) as points
      from metric_points where run_id = any(${sql.param(ids)}::uuid[]) and key = ${key}${between}
      window ordered as (partition by run_id order by step, at, value)
    ), counted as (
      select *, row_number() over (partition by run_id, bucket order by place) as within from placed
    )
    select run_id, step, at, value from counted
    where place = points or (within = 1 and bucket < ${limit})
    order by array_position(${sql.param(ids)}::uuid[], run_id), place`)
  return rows.map(({ run_id, step, at, value }) => ({ runId: run_id, step: Number(step), at: Number(at), value }))
}

async function demandRuns(ctx: Context, ids: readonly string[]): Promise<void> {
  const found = await ctx.db
    .select({ id: trackedRuns.id })
    .from(trackedRuns)
    .where(and(eq(trackedRuns.projectId, ctx.actor.projectId), inArray(trackedRuns.id, [...ids])))
  const missing = ids.find((id) => !found.some((run) => run.id === id))
  if (missing) throw noSuchRun(missing)
}
