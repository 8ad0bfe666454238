import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { experiments, trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { runColumns, type TrackedRun } from './columns.ts'
import { findIds, inOrder, type searchInput } from './find-ids.ts'

export interface RunPage {
  runs: TrackedRun[]
  next: string | undefined
}

/** Runs that a filter finds, in an order, a page at a time. Faults: INVALID_INPUT for what cannot be read. */
export async function search(ctx: Context, input: z.input<typeof searchInput>): Promise<RunPage> {
  authorize(ctx, 'tracking', 'read')
  const { ids, next } = await findIds(ctx, input)
  if (ids.length === 0) return { runs: [], next }
  const rows = await ctx.db
    .select(runColumns)
    .from(trackedRuns)
    .innerJoin(experiments, eq(experiments.id, trackedRuns.experimentId))
    .where(sql`${trackedRuns.id} = any(${sql.param(ids)}::uuid[])`)
  return { runs: inOrder(ids, rows), next }
}
