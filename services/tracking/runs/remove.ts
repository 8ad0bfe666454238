import { and, eq, isNull, or, sql } from 'drizzle-orm'
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

export const removeInput = z.object({ id: runId })

/** Into the trash, the run of a pipeline with its trainings; nothing is lost. Faults: NOT_FOUND. */
export async function remove(ctx: Context, input: z.input<typeof removeInput>): Promise<void> {
  authorize(ctx, 'tracking', 'remove')
  const { id } = parse(removeInput, input)
  await ctx.db.transaction(async (tx) => {
    const changed = await tx
      .update(trackedRuns)
      .set({ deletedAt: sql`coalesce(${trackedRuns.deletedAt}, now())` })
      .where(
        and(
          eq(trackedRuns.projectId, ctx.actor.projectId),
          or(eq(trackedRuns.id, id), and(trainingsOf(id), isNull(trackedRuns.deletedAt))),
        ),
      )
      .returning({ id: trackedRuns.id, experimentId: trackedRuns.experimentId })
    const run = changed.find((one) => one.id === id)
    if (!run) throw noSuchRun(id)
    await notifySeldom(tx, { project: ctx.actor.projectId, topic: 'experiment', id: run.experimentId })
    await append(tx, ctx.actor, { action: 'remove', resource: 'tracked-run', resourceId: id })
  })
}
