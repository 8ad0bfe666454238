import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { models, modelVersions } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { dropAliases } from './drop-aliases.ts'
import { holdRegistered } from './find-registered.ts'
import { findRegisteredVersion, numbered } from './find-registered-version.ts'
import { serving } from './serving.ts'

/** With the aliases that lead to it; its number is not given again. Faults: NOT_FOUND; CONFLICT while it answers. */
export async function removeVersion(ctx: Context, input: z.input<typeof numbered>): Promise<void> {
  authorize(ctx, 'model', 'remove')
  const { name, number } = parse(numbered, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const version = await findRegisteredVersion(tx, projectId, { name, number })
    const { id: modelId } = await holdRegistered(tx, projectId, name)
    const now = new Date()
    await tx.update(modelVersions).set({ deletedAt: now }).where(eq(modelVersions.id, version.id))
    const [endpoint] = await serving(tx, projectId, version.id)
    if (endpoint)
      throw new Fault('CONFLICT', `${name} ${number} answers for the endpoint: ${endpoint.name}`, {
        hint: 'route the endpoint to another version first',
      })
    await dropAliases(tx, projectId, { modelId, name, numbers: [number] })
    await tx.update(models).set({ updatedAt: now }).where(eq(models.id, modelId))
    await notify(tx, { project: projectId, topic: 'model', id: modelId })
    const detail = { name, numbers: [number] }
    await append(tx, ctx.actor, { action: 'remove', resource: 'model', resourceId: modelId, detail })
  })
}
