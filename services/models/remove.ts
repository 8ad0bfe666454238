import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { models, modelVersions } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { dropAliases } from './drop-aliases.ts'
import { serving } from './serving.ts'

export const removeInput = z.object({ name: z.string(), number: z.number().int().min(1).optional() })

/**
 * Takes one version out of use, or all; numbers are not given again. Faults: NOT_FOUND; CONFLICT while an endpoint sends
 * traffic to it.
 */
export async function remove(ctx: Context, input: z.input<typeof removeInput>): Promise<void> {
  authorize(ctx, 'model', 'remove')
  const { name, number } = parse(removeInput, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const [model] = await tx
      .select({ id: models.id })
      .from(models)
      .where(and(eq(models.projectId, projectId), eq(models.name, name)))
      .for('update')
    if (!model) throw new Fault('NOT_FOUND', `no such model: ${name}`)
    const removed = await tx
      .update(modelVersions)
      .set({ deletedAt: new Date() })
      .where(
        and(
          eq(modelVersions.modelId, model.id),
          isNull(modelVersions.deletedAt),
          number === undefined ? undefined : eq(modelVersions.number, number),
        ),
      )
      .returning({ id: modelVersions.id, number: modelVersions.number })
    if (removed.length === 0)
      throw new Fault('NOT_FOUND', `no such model version: ${number === undefined ? name : `${name} ${number}`}`)
    for (const version of removed) {
      const [endpoint] = await serving(tx, projectId, version.id)
      if (endpoint)
        throw new Fault('CONFLICT', `${name} ${version.number} answers for the endpoint: ${endpoint.name}`, {
          hint: 'route the endpoint to another version first',
        })
    }
    await notify(tx, { project: projectId, topic: 'model', id: model.id })
    const numbers = removed.map((version) => version.number)
    await dropAliases(tx, projectId, { modelId: model.id, name, numbers })
    await tx.update(models).set({ updatedAt: new Date() }).where(eq(models.id, model.id))
    await append(tx, ctx.actor, {
      action: 'remove',
      resource: 'model',
      resourceId: model.id,
      detail: { name, numbers },
    })
  })
}
