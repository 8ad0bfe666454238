import type { z } from 'zod'
import { modelAliases } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { aliasName, holdRegistered } from './find-registered.ts'
import { findRegisteredVersion, numbered } from './find-registered-version.ts'

export const setAliasInput = numbered.extend({ alias: aliasName })

/** Moves it when another version has it. Faults: NOT_FOUND. */
export async function setAlias(ctx: Context, input: z.input<typeof setAliasInput>): Promise<void> {
  authorize(ctx, 'model', 'register')
  const { name, number, alias } = parse(setAliasInput, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const { id: modelId } = await holdRegistered(tx, projectId, name)
    await findRegisteredVersion(tx, projectId, { name, number })
    await tx
      .insert(modelAliases)
      .values({ modelId, alias, number })
      .onConflictDoUpdate({ target: [modelAliases.modelId, modelAliases.alias], set: { number } })
    await notify(tx, { project: projectId, topic: 'model', id: modelId })
    const detail = { name, number, alias }
    await append(tx, ctx.actor, { action: 'set-alias', resource: 'model', resourceId: modelId, detail })
  })
}
