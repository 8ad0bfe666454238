import { z } from 'zod'
import { modelTags } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { tag } from '../tracking/fields.ts'
import { findRegistered } from './find-registered.ts'

export const setTagInput = tag.extend({ name: z.string() })

/** Faults: NOT_FOUND. */
export async function setTag(ctx: Context, input: z.input<typeof setTagInput>): Promise<void> {
  authorize(ctx, 'model', 'register')
  const { name, key, value } = parse(setTagInput, input)
  const { id: modelId } = await findRegistered(ctx.db, ctx.actor.projectId, name)
  await ctx.db
    .insert(modelTags)
    .values({ modelId, key, value })
    .onConflictDoUpdate({ target: [modelTags.modelId, modelTags.key], set: { value } })
  await notify(ctx.db, { project: ctx.actor.projectId, topic: 'model', id: modelId })
}
