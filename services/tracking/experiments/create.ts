import { z } from 'zod'
import { experimentTags } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import { append } from '../../audit/append.ts'
import type { Context } from '../../context.ts'
import { notifySeldom } from '../../events/notify.ts'
import { parse } from '../../parse.ts'
import { lastOfEachKey, tagList } from '../fields.ts'
import { insertExperiment } from './insert.ts'

export const createInput = z.object({
  name: z.string().min(1).max(500),
  artifactLocation: z.string().optional(),
  tags: tagList.default([]),
})

/** Faults: CONFLICT when the name is taken, also by an experiment in the trash. */
export async function create(ctx: Context, input: z.input<typeof createInput>): Promise<{ number: number }> {
  authorize(ctx, 'tracking', 'write')
  const { name, artifactLocation, tags } = parse(createInput, input)
  const { projectId } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    const made = await insertExperiment(tx, projectId, { name, artifactLocation })
    if (!made) throw new Fault('CONFLICT', `Experiment(name=${name}) already exists.`)
    const unique = lastOfEachKey(tags)
    if (unique.length > 0)
      await tx.insert(experimentTags).values(unique.map((tag) => ({ ...tag, experimentId: made.id })))
    await notifySeldom(tx, { project: ctx.actor.projectId, topic: 'experiment', id: made.id })
    const detail = { name, number: made.number }
    await append(tx, ctx.actor, { action: 'create', resource: 'experiment', resourceId: made.id, detail })
    return { number: made.number }
  })
}
