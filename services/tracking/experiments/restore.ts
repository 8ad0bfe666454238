import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { experiments, trackedRuns } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import { append } from '../../audit/append.ts'
import type { Context } from '../../context.ts'
import { notifySeldom } from '../../events/notify.ts'
import { parse } from '../../parse.ts'
import { experimentNumber } from '../fields.ts'
import { find } from './find.ts'

export const restoreInput = z.object({ number: experimentNumber })

/** Out of the trash, with the runs that went there with it. Faults: NOT_FOUND when it is not there. */
export async function restore(ctx: Context, input: z.input<typeof restoreInput>): Promise<void> {
  authorize(ctx, 'tracking', 'write')
  const { number } = parse(restoreInput, input)
  await ctx.db.transaction(async (tx) => {
    const { id, name, deletedAt } = await find(tx, ctx.actor.projectId, number)
    if (!deletedAt) throw new Fault('NOT_FOUND', `No Experiment with id=${number} exists`)
    await tx.update(experiments).set({ deletedAt: null, updatedAt: new Date() }).where(eq(experiments.id, id))
    await tx
      .update(trackedRuns)
      .set({ deletedAt: null })
      .where(and(eq(trackedRuns.experimentId, id), eq(trackedRuns.deletedAt, deletedAt)))
    await notifySeldom(tx, { project: ctx.actor.projectId, topic: 'experiment', id: id })
    await append(tx, ctx.actor, { action: 'restore', resource: 'experiment', resourceId: id, detail: { name } })
  })
}
