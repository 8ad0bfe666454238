import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { holdRegistered, newAliasName } from './find-registered.ts'
import { findRegisteredVersion, numbered } from './find-registered-version.ts'
import { type AliasMove, moveAlias } from './move-alias.ts'

/** For who decides, where the alias is protected. */
export const moveReason = z.string().trim().max(2000).optional()

export const setAliasInput = numbered.extend({ alias: newAliasName, reason: moveReason })

/** Moves it when another version has it; asks for the move where it is protected. Faults: NOT_FOUND. */
export async function setAlias(ctx: Context, input: z.input<typeof setAliasInput>): Promise<AliasMove> {
  authorize(ctx, 'model', 'register')
  const { name, number, alias, reason } = parse(setAliasInput, input)
  const { projectId } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    const { id: modelId } = await holdRegistered(tx, projectId, name)
    await findRegisteredVersion(tx, projectId, { name, number })
    return await moveAlias(tx, ctx.actor, { modelId, name, alias, to: number, reason })
  })
}
