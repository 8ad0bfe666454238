import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { modelAliases } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { aliasName, findRegistered } from './find-registered.ts'

export const removeAliasInput = z.object({ name: z.string(), alias: aliasName })

/** One that is not there is no mistake. Faults: NOT_FOUND for the model. */
export async function removeAlias(ctx: Context, input: z.input<typeof removeAliasInput>): Promise<void> {
  authorize(ctx, 'model', 'register')
  const { name, alias } = parse(removeAliasInput, input)
  await ctx.db.transaction(async (tx) => {
    const { id } = await findRegistered(tx, ctx.actor.projectId, name)
    await tx.delete(modelAliases).where(and(eq(modelAliases.modelId, id), eq(modelAliases.alias, alias)))
    const detail = { name, alias }
    await append(tx, ctx.actor, { action: 'remove-alias', resource: 'model', resourceId: id, detail })
  })
}
