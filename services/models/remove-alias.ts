import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { aliasName, holdRegistered } from './find-registered.ts'
import { type AliasMove, moveAlias } from './move-alias.ts'
import { moveReason } from './set-alias.ts'

export const removeAliasInput = z.object({ name: z.string(), alias: aliasName, reason: moveReason })

/** One that is not there is no mistake; a protected one is asked to go. Faults: NOT_FOUND for the model. */
export async function removeAlias(ctx: Context, input: z.input<typeof removeAliasInput>): Promise<AliasMove> {
  authorize(ctx, 'model', 'register')
  const { name, alias, reason } = parse(removeAliasInput, input)
  return await ctx.db.transaction(async (tx) => {
    const { id: modelId } = await holdRegistered(tx, ctx.actor.projectId, name)
    return await moveAlias(tx, ctx.actor, { modelId, name, alias, to: null, reason })
  })
}
