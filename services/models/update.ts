import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { models } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { description, findRegistered, holdRegistered, type RegisteredModel } from './find-registered.ts'

export const updateInput = z.object({ name: z.string(), description: description.optional() })

/** Without a description it loses the one it has, as MLflow's clients expect. Faults: NOT_FOUND. */
export async function update(ctx: Context, input: z.input<typeof updateInput>): Promise<RegisteredModel> {
  authorize(ctx, 'model', 'register')
  const { name, description = null } = parse(updateInput, input)
  const { projectId } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    const { id } = await holdRegistered(tx, projectId, name)
    await tx.update(models).set({ description, updatedAt: new Date() }).where(eq(models.id, id))
    await notify(tx, { project: projectId, topic: 'model', id })
    return await findRegistered(tx, projectId, name)
  })
}
