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

/** JSON has no other way to say that a number is none. */
interface Columns extends Record<string, unknown> {
  steps: number[] | null
  times: number[] | null
  values: (number | string)[] | null
}

const place = z.tuple([z.int(), z.int(), z.string()])

/** All points of one metric, by time, step and value, as MLflow sorts them; a page begins where the last one ended. Faults: NOT_FOUND. */
export async function history(ctx: Context, input: z.input<typeof historyInput>): Promise<HistoryPage> {
  authorize(ctx, 'tracking', 'read')
  const { id, key, limit, pageToken } = parse(historyInput, input)
  const after = pageToken ? openToken(pageToken, place) : undefined
  await demandRun(ctx, id)
  const { runId: run, key: name, step, at, value } = metricPoints
  const all = ctx.db
    .select({ step, at, value })
    .from(metricPoints)
    .where(
      and(
        eq(run, id),
        eq(name, key),
        after && sql`(${at}, ${step}, ${value}) > (${after[0]}, ${after[1]}, ${after[2]}::float8)`,
      ),
    )
    .orderBy(asc(at), asc(step), asc(value))
  const page = limit === undefined ? all : all.limit(limit + 1)
  // Three arrays instead of as many rows as there are points, which are quickly millions.
  const { rows } = await ctx.db.execute<Columns>(sql`
    select json_agg(step) as steps, json_agg(at) as times, json_agg("value") as values from ${page} p`)
  const { steps, times, values } = rows[0] as Columns
  const points = (steps ?? []).map((step, n) => ({ step, at: times?.[n] ?? 0, value: Number(values?.[n]) }))
  const more = limit !== undefined && points.length > limit
  if (more) points.pop()
  const last = points.at(-1)
  return { points, next: more && last ? sealToken([last.at, last.step, String(last.value)]) : undefined }
}

async function demandRun(ctx: Context, id: string): Promise<void> {
  const [run] = await ctx.db
    .select({ id: trackedRuns.id })
    .from(trackedRuns)
    .where(and(eq(trackedRuns.projectId, ctx.actor.projectId), eq(trackedRuns.id, id)))
  if (!run) throw noSuchRun(id)
}
