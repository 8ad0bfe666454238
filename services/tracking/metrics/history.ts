import { and, asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { metricPoints, trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { openToken, sealToken } from '../../page-token.ts'
import { parse } from '../../parse.ts'
import { plainText, runId } from '../fields.ts'
import { noSuchRun } from '../runs/find.ts'

export const historyInput = z.object({
  id: runId,
  key: plainText,
  limit: z.int().min(1).optional(),
  pageToken: z.string().optional(),
})

export interface HistoryPage {
  points: { step: number; at: number; value: number }[]
  next: string | undefined
}

const place = z.tuple([z.int(), z.int(), z.string()])

/** All points of one metric, by time, step and value, as MLflow sorts them; a page begins where the last one ended. Faults: NOT_FOUND. */
export async function history(ctx: Context, input: z.input<typeof historyInput>): Promise<HistoryPage> {
  authorize(ctx, 'tracking', 'read')
  const { id, key, limit, pageToken } = parse(historyInput, input)
  const after = pageToken ? openToken(pageToken, place) : undefined
  await demandRun(ctx, id)
  const query = ctx.db
    .select({ step: metricPoints.step, at: metricPoints.at, value: metricPoints.value })
    .from(metricPoints)
    .where(
      and(
        eq(metricPoints.runId, id),
        eq(metricPoints.key, key),
        after &&
          sql`(${metricPoints.at}, ${metricPoints.step}, ${metricPoints.value}) > (${after[0]}, ${after[1]}, ${after[2]}::float8)`,
      ),
    )
    .orderBy(asc(metricPoints.at), asc(metricPoints.step), asc(metricPoints.value))
  const rows = limit === undefined ? await query : await query.limit(limit + 1)
  const page = limit === undefined ? rows : rows.slice(0, limit)
  const last = page.at(-1)
  const more = rows.length > page.length && last
  return { points: page, next: more ? sealToken([last.at, last.step, String(last.value)]) : undefined }
}

async function demandRun(ctx: Context, id: string): Promise<void> {
  const [run] = await ctx.db
    .select({ id: trackedRuns.id })
    .from(trackedRuns)
    .where(and(eq(trackedRuns.projectId, ctx.actor.projectId), eq(trackedRuns.id, id)))
  if (!run) throw noSuchRun(id)
}
