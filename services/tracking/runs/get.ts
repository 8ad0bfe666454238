import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { experiments, trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { runId } from '../fields.ts'
import { runColumns, type TrackedRun } from './columns.ts'
import { noSuchRun } from './find.ts'

export const getInput = z.object({ id: runId })

/** Also one in the trash. Faults: NOT_FOUND. */
export async function get(ctx: Context, input: z.input<typeof getInput>): Promise<TrackedRun> {
  authorize(ctx, 'tracking', 'read')
  const { id } = parse(getInput, input)
  const [run] = await ctx.db
    .select(runColumns)
    .from(trackedRuns)
    .innerJoin(experiments, eq(experiments.id, trackedRuns.experimentId))
    .where(and(eq(trackedRuns.projectId, ctx.actor.projectId), eq(trackedRuns.id, id)))
  if (!run) throw noSuchRun(id)
  return run
}
