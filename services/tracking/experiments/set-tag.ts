import type { z } from 'zod'
import { experimentTags } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { notifySeldom } from '../../events/notify.ts'
import { parse } from '../../parse.ts'
import { experimentNumber, tag } from '../fields.ts'
import { demandActive, find } from './find.ts'

export const setTagInput = tag.extend({ number: experimentNumber })

/** Faults: NOT_FOUND; INVALID_INPUT for an experiment in the trash. */
export async function setTag(ctx: Context, input: z.input<typeof setTagInput>): Promise<void> {
  authorize(ctx, 'tracking', 'write')
  const { number, key, value } = parse(setTagInput, input)
  const experiment = await find(ctx.db, ctx.actor.projectId, number)
  demandActive(experiment)
  await ctx.db
    .insert(experimentTags)
    .values({ experimentId: experiment.id, key, value })
    .onConflictDoUpdate({ target: [experimentTags.experimentId, experimentTags.key], set: { value } })
  await notifySeldom(ctx.db, { project: ctx.actor.projectId, topic: 'experiment', id: experiment.id })
}
