import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { models, modelTags, modelVersions } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { dropAliases } from './drop-aliases.ts'
import { holdRegistered } from './find-registered.ts'
import { serving } from './serving.ts'

export const removeInput = z.object({ name: z.string() })

/** With all versions, tags and aliases; the name may be used again, its numbers go on. Faults: NOT_FOUND; CONFLICT while one answers. */
export async function remove(ctx: Context, input: z.input<typeof removeInput>): Promise<void> {
  authorize(ctx, 'model', 'remove')
  const { name } = parse(removeInput, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const { id } = await holdRegistered(tx, projectId, name)
    const now = new Date()
    const removed = await tx
      .update(modelVersions)
      .set({ deletedAt: now })
      .where(and(eq(modelVersions.modelId, id), isNull(modelVersions.deletedAt)))
      .returning({ id: modelVersions.id, number: modelVersions.number, artifact: modelVersions.artifact })
    // Only what has ONNX can answer.
    for (const version of removed.filter(({ artifact }) => artifact)) {
      const [endpoint] = await serving(tx, projectId, version.id)
      if (endpoint)
        throw new Fault('CONFLICT', `${name} ${version.number} answers for the endpoint: ${endpoint.name}`, {
          hint: 'route the endpoint to another version first',
        })
    }
    await tx.delete(modelTags).where(eq(modelTags.modelId, id))
    await dropAliases(tx, projectId, { modelId: id, name, numbers: removed.map(({ number }) => number) })
    await tx.update(models).set({ deletedAt: now, description: null }).where(eq(models.id, id))
    await notify(tx, { project: projectId, topic: 'model', id })
    const numbers = removed.map(({ number }) => number)
    await append(tx, ctx.actor, { action: 'remove', resource: 'model', resourceId: id, detail: { name, numbers } })
  })
}
