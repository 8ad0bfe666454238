import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { aliasProtections } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { aliasName, holdRegistered } from '../models/find-registered.ts'
import { parse } from '../parse.ts'

export const unprotectInput = z.object({ model: z.string().optional(), alias: aliasName })

/** The alias moves as any other again. Faults: NOT_FOUND. */
export async function unprotect(ctx: Context, input: z.input<typeof unprotectInput>): Promise<void> {
  authorize(ctx, 'approval', 'protect')
  const { model, alias } = parse(unprotectInput, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const modelId = model === undefined ? null : (await holdRegistered(tx, projectId, model)).id
    const [gone] = await tx
      .delete(aliasProtections)
      .where(
        and(
          eq(aliasProtections.projectId, projectId),
          eq(aliasProtections.alias, alias),
          modelId ? eq(aliasProtections.modelId, modelId) : isNull(aliasProtections.modelId),
        ),
      )
      .returning({ id: aliasProtections.id })
    if (!gone) throw new Fault('NOT_FOUND', `not protected: ${alias}`)
    await notify(tx, { project: projectId, topic: 'model', ...(modelId && { id: modelId }) })
    const detail = { name: model ?? null, alias }
    await append(tx, ctx.actor, {
      action: 'unprotect-alias',
      resource: 'model',
      resourceId: modelId ?? projectId,
      detail,
    })
  })
}
