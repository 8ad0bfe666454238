import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { experiments } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import { append } from '../../audit/append.ts'
import type { Context } from '../../context.ts'
import { notifySeldom } from '../../events/notify.ts'
import { parse } from '../../parse.ts'
import { experimentNumber, plainText } from '../fields.ts'
import { find } from './find.ts'

export const updateInput = z.object({
  number: experimentNumber,
  name: plainText.min(1).max(500).optional(),
  description: plainText.optional(),
})

/** Faults: NOT_FOUND; CONFLICT when the name is taken; INVALID_INPUT for one in the trash. */
export async function update(ctx: Context, input: z.input<typeof updateInput>): Promise<void> {
  authorize(ctx, 'tracking', 'write')
  const { number, ...changes } = parse(updateInput, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const { id, deletedAt } = await find(tx, projectId, number)
    if (deletedAt) throw new Fault('INVALID_INPUT', 'Cannot rename a non-active experiment.')
    await tx
      .update(experiments)
      .set({ ...changes, updatedAt: new Date() })
      .where(eq(experiments.id, id))
      .catch((thrown) => {
        throw isTaken(thrown) ? new Fault('CONFLICT', `Experiment(name=${changes.name}) already exists.`) : thrown
      })
    await notifySeldom(tx, { project: ctx.actor.projectId, topic: 'experiment', id: id })
    await append(tx, ctx.actor, { action: 'update', resource: 'experiment', resourceId: id, detail: changes })
  })
}

/** Postgres: unique_violation. */
const isTaken = (thrown: unknown) =>
  thrown instanceof Error && (thrown.cause as { code?: string } | undefined)?.code === '23505'
