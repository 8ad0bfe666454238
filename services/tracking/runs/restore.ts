import { and, eq, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { trackedRuns } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import { append } from '../../audit/append.ts'
import type { Context } from '../../context.ts'
import { notifySeldom } from '../../events/notify.ts'
import { parse } from '../../parse.ts'
import { runId } from '../fields.ts'
import { noSuchRun } from './find.ts'
import { trainingsOf } from './trainings-of.ts'

export const restoreInput = z.object({ id: runId })

/** Out of the trash, with the trainings that went there with it. Faults: NOT_FOUND. */
export async function restore(ctx: Context, input: z.input<typeof restoreInput>): Promise<void> {
  authorize(ctx, 'tracking', 'write')
  const { id } = parse(restoreInput, input)
  await ctx.db.transaction(async (tx) => {
    const changed = await tx
      .update(trackedRuns)
      .set({ deletedAt: null })
      .where(
        and(
          eq(trackedRuns.projectId, ctx.actor.projectId),
          or(
            eq(trackedRuns.id, id),
            and(
              trainingsOf(id),
              sql`${trackedRuns.deletedAt} = (select p.deleted_at from ${trackedRuns} p where p.id = ${id})`,
            ),
          ),
        ),
      )
      .returning({ id: trackedRuns.id, experimentId: trackedRuns.experimentId })
    const run = changed.find((one) => one.id === id)
    if (!run) throw noSuchRun(id)
    await notifySeldom(tx, { project: ctx.actor.projectId, topic: 'experiment', id: run.experimentId })
    await append(tx, ctx.actor, { action: 'restore', resource: 'tracked-run', resourceId: id })
  })
}
