import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { modelTags } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { findRegistered } from './find-registered.ts'

export const removeTagInput = z.object({ name: z.string(), key: z.string() })

/** One that is not there is no mistake. Faults: NOT_FOUND for the model. */
export async function removeTag(ctx: Context, input: z.input<typeof removeTagInput>): Promise<void> {
  authorize(ctx, 'model', 'register')
  const { name, key } = parse(removeTagInput, input)
  const { id } = await findRegistered(ctx.db, ctx.actor.projectId, name)
  await ctx.db.delete(modelTags).where(and(eq(modelTags.modelId, id), eq(modelTags.key, key)))
  await notify(ctx.db, { project: ctx.actor.projectId, topic: 'model', id })
}
