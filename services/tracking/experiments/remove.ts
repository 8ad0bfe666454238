import { and, eq, isNull } from 'drizzle-orm'
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

export const removeInput = z.object({ number: experimentNumber })

/** Into the trash, with its runs. Faults: NOT_FOUND. */
export async function remove(ctx: Context, input: z.input<typeof removeInput>): Promise<void> {
  authorize(ctx, 'tracking', 'remove')
  const { number } = parse(removeInput, input)
  await ctx.db.transaction(async (tx) => {
    const { id, name } = await find(tx, ctx.actor.projectId, number)
    const deletedAt = new Date()
    const removed = await tx
      .update(experiments)
      .set({ deletedAt, updatedAt: deletedAt })
      .where(and(eq(experiments.id, id), isNull(experiments.deletedAt)))
      .returning({ id: experiments.id })
    if (removed.length === 0) throw new Fault('NOT_FOUND', `No Experiment with id=${number} exists`)
    await tx
      .update(trackedRuns)
      .set({ deletedAt })
      .where(and(eq(trackedRuns.experimentId, id), isNull(trackedRuns.deletedAt)))
    await notifySeldom(tx, { project: ctx.actor.projectId, topic: 'experiment', id: id })
    await append(tx, ctx.actor, { action: 'remove', resource: 'experiment', resourceId: id, detail: { name } })
  })
}
