import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { latestMetrics, metricPoints, trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { runId } from '../fields.ts'

export const sparksInput = z.object({ id: runId })

export interface Spark {
  key: string
  /** Each at a time of its own, or a step where all times are the same; as they were logged. */
  values: number[]
}

const probes = 40

/**
 * Of every metric of a run some points at even distances: what it looks like. Asked in the order of the primary key, so that
 * each is found by the index, whatever their number.
 */
export async function sparks(ctx: Context, input: z.input<typeof sparksInput>): Promise<Spark[]> {
  authorize(ctx, 'tracking', 'read')
  const { id } = parse(sparksInput, input)
  const of = sql`from ${metricPoints} p where p.run_id = l.run_id and p.key = l.key`
  const { rows } = await ctx.db.execute<{ key: string; values: (number | string)[] }>(sql`
    select key, json_agg(value order by at, step, value) as values from (
      select distinct l.key, found.* from ${latestMetrics} l
      join ${trackedRuns} r on r.id = l.run_id and r.project_id = ${ctx.actor.projectId}
      join lateral (select p.at, p.step ${of} order by p.at, p.step, p.value limit 1) first on true
      join lateral (select p.at, p.step ${of} order by p.at desc, p.step desc, p.value desc limit 1) last on true
      cross join generate_series(0, ${probes - 1}::int) i
      join lateral (select p.at, p.step, p.value ${of} and (p.at, p.step) >= (
          (first.at + (last.at::float8 - first.at) * i / ${probes - 1}::int)::bigint,
          case when first.at = last.at
            then (first.step + (last.step::float8 - first.step) * i / ${probes - 1}::int)::bigint else -9223372036854775808 end
        ) order by p.at, p.step, p.value limit 1) found on true
      where l.run_id = ${id}
    ) probed group by key order by key`)
  return rows.map(({ key, values }) => ({ key, values: values.map(Number) }))
}
