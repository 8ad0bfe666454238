import { and, asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { stepMetrics } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { runId } from '../tracking/fields.ts'
import { find } from './find.ts'

export const metricsInput = z.object({ id: runId, node: z.string().optional() })

export interface MetricSeries {
  node: string
  name: string
  points: { index: number; value: number }[]
}

/** What the steps of a run measured on their way, a series a name. Faults: NOT_FOUND. */
export async function metrics(ctx: Context, input: z.input<typeof metricsInput>): Promise<MetricSeries[]> {
  authorize(ctx, 'run', 'read')
  const { id, node } = parse(metricsInput, input)
  await find(ctx.db, ctx.actor.projectId, id)
  const rows = await ctx.db
    .select()
    .from(stepMetrics)
    .where(and(eq(stepMetrics.runId, id), node === undefined ? undefined : eq(stepMetrics.node, node)))
    .orderBy(asc(stepMetrics.node), asc(stepMetrics.name), asc(stepMetrics.index))
  const series: MetricSeries[] = []
  for (const row of rows) {
    const last = series.at(-1)
    const point = { index: row.index, value: row.value }
    if (last?.node === row.node && last.name === row.name) last.points.push(point)
    else series.push({ node: row.node, name: row.name, points: [point] })
  }
  return series
}
