import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { experimentTags } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { notifySeldom } from '../../events/notify.ts'
import { parse } from '../../parse.ts'
import { experimentNumber, plainText } from '../fields.ts'
import { demandActive, find } from './find.ts'

export const removeTagInput = z.object({ number: experimentNumber, key: plainText })

/** Faults: NOT_FOUND for the experiment or the tag. */
export async function removeTag(ctx: Context, input: z.input<typeof removeTagInput>): Promise<void> {
  authorize(ctx, 'tracking', 'write')
  const { number, key } = parse(removeTagInput, input)
  const experiment = await find(ctx.db, ctx.actor.projectId, number)
  demandActive(experiment)
  const removed = await ctx.db
    .delete(experimentTags)
    .where(and(eq(experimentTags.experimentId, experiment.id), eq(experimentTags.key, key)))
    .returning({ key: experimentTags.key })
  if (removed.length === 0) throw new Fault('NOT_FOUND', `No tag with name: ${key} in experiment with id ${number}`)
  await notifySeldom(ctx.db, { project: ctx.actor.projectId, topic: 'experiment', id: experiment.id })
}
