import { asc, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { metricPoints, trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { plainText, runId } from '../fields.ts'
import type { RunPoint } from './sample.ts'

export const historiesInput = z.object({
  ids: z.array(runId).min(1).max(100),
  key: plainText,
  limit: z.int().min(1).max(25_000),
})

/** The first points of one metric in several runs, by run, time, step and value. Runs that there are not have none. */
export async function histories(ctx: Context, input: z.input<typeof historiesInput>): Promise<RunPoint[]> {
  authorize(ctx, 'tracking', 'read')
  const { ids, key, limit } = parse(historiesInput, input)
  const { runId, step, at, value } = metricPoints
  const own = ctx.db
    .select({ id: trackedRuns.id })
    .from(trackedRuns)
    .where(sql`${trackedRuns.projectId} = ${ctx.actor.projectId} and ${inArray(trackedRuns.id, ids)}`)
  return await ctx.db
    .select({ runId, step, at, value })
    .from(metricPoints)
    .where(sql`${inArray(runId, own)} and ${metricPoints.key} = ${key}`)
    .orderBy(asc(runId), asc(at), asc(step), asc(value))
    .limit(limit)
}
