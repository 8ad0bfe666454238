import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { loggedModels } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { plainText } from '../fields.ts'
import { find, modelId } from './find.ts'

export const removeTagInput = z.object({ id: modelId, key: plainText })

/** Faults: NOT_FOUND for the model or the tag. */
export async function removeTag(ctx: Context, input: z.input<typeof removeTagInput>): Promise<void> {
  authorize(ctx, 'tracking', 'write')
  const { id, key } = parse(removeTagInput, input)
  const { tags } = await find(ctx.db, ctx.actor.projectId, id)
  if (!Object.hasOwn(tags, key))
    throw new Fault('NOT_FOUND', `No tag with key '${key}' found for model with ID '${id}'.`)
  await ctx.db
    .update(loggedModels)
    .set({ tags: sql`${loggedModels.tags} - ${key}::text`, updatedAt: new Date() })
    .where(eq(loggedModels.id, id))
}
