import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { experiments, trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { asked, searchOf } from '../search/asked.ts'
import { runScope, runsAmong } from './among.ts'
import { runColumns, type TrackedRun } from './columns.ts'
import { findPage } from './find-page.ts'
import { runOrder, runSubject } from './subject.ts'

export const searchInput = asked({ usual: 1000, most: 50_000 }).extend(runScope.shape)

export interface RunPage {
  runs: TrackedRun[]
  next: string | undefined
}

/** Runs that a filter finds, in an order, a page at a time. Faults: INVALID_INPUT for what cannot be read. */
export async function search(ctx: Context, input: z.input<typeof searchInput>): Promise<RunPage> {
  authorize(ctx, 'tracking', 'read')
  const question = parse(searchInput, input)
  const wanted = searchOf(runSubject, runOrder, question)
  const among = await runsAmong(ctx, question)
  if (!among) return { runs: [], next: undefined }
  const { rows, next } = wanted.page(await findPage(ctx, wanted, among))
  const ids = rows.map(({ id }) => id)
  return { runs: await read(ctx, ids), next }
}

/** Metrics are half of what is read, so both halves are read at once. */
async function read(ctx: Context, ids: string[]): Promise<TrackedRun[]> {
  if (ids.length === 0) return []
  const { metrics, ...rest } = runColumns
  const among = sql`${trackedRuns.id} = any(${sql.param(ids)}::uuid[])`
  const [rows, measured] = await Promise.all([
    ctx.db
      .select(rest)
      .from(trackedRuns)
      .innerJoin(experiments, eq(experiments.id, trackedRuns.experimentId))
      .where(among),
    ctx.db.select({ id: trackedRuns.id, metrics }).from(trackedRuns).where(among),
  ])
  const metricsOf = new Map(measured.map((run) => [run.id, run.metrics]))
  const byId = new Map(rows.map((run) => [run.id, { ...run, metrics: metricsOf.get(run.id) ?? [] }]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
