import { and, eq, isNotNull } from 'drizzle-orm'
import { z } from 'zod'
import { models, modelTags } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { lastOfEachKey, tagList } from '../tracking/fields.ts'
import { description, findRegistered, type RegisteredModel, registeredName } from './find-registered.ts'

export const createInput = z.object({
  name: registeredName,
  description: description.optional(),
  tags: tagList.default([]),
})

/** A model without versions; one that takes a deleted one's name goes on with its numbers. Faults: CONFLICT. */
export async function create(ctx: Context, input: z.input<typeof createInput>): Promise<RegisteredModel> {
  authorize(ctx, 'model', 'register')
  const { name, description, tags } = parse(createInput, input)
  const { projectId } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    const now = new Date()
    const fresh = { description: description ?? null, createdAt: now, updatedAt: now, deletedAt: null }
    const [made] = await tx
      .insert(models)
      .values({ projectId, name, ...fresh })
      .onConflictDoNothing()
      .returning({ id: models.id })
    const [revived] = made
      ? []
      : await tx
          .update(models)
          .set(fresh)
          .where(and(eq(models.projectId, projectId), eq(models.name, name), isNotNull(models.deletedAt)))
          .returning({ id: models.id })
    const model = made ?? revived
    if (!model) throw new Fault('CONFLICT', `Registered Model (name=${name}) already exists.`)
    const unique = lastOfEachKey(tags)
    if (unique.length > 0) await tx.insert(modelTags).values(unique.map((tag) => ({ ...tag, modelId: model.id })))
    await notify(tx, { project: projectId, topic: 'model', id: model.id })
    await append(tx, ctx.actor, { action: 'create', resource: 'model', resourceId: model.id, detail: { name } })
    return await findRegistered(tx, projectId, name)
  })
}
