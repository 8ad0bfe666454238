import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import { append } from '../../audit/append.ts'
import type { Context } from '../../context.ts'
import { notifySeldom } from '../../events/notify.ts'
import { parse } from '../../parse.ts'
import { runId } from '../fields.ts'
import { noSuchRun } from './find.ts'

export const restoreInput = z.object({ id: runId })

/** Out of the trash. Faults: NOT_FOUND. */
export async function restore(ctx: Context, input: z.input<typeof restoreInput>): Promise<void> {
  authorize(ctx, 'tracking', 'write')
  const { id } = parse(restoreInput, input)
  await ctx.db.transaction(async (tx) => {
    const changed = await tx
      .update(trackedRuns)
      .set({ deletedAt: null })
      .where(and(eq(trackedRuns.projectId, ctx.actor.projectId), eq(trackedRuns.id, id)))
      .returning({ experimentId: trackedRuns.experimentId })
    const [run] = changed
    if (!run) throw noSuchRun(id)
    await notifySeldom(tx, { project: ctx.actor.projectId, topic: 'experiment', id: run.experimentId })
    await append(tx, ctx.actor, { action: 'restore', resource: 'tracked-run', resourceId: id })
  })
}
