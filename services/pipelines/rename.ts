import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { addRevision } from './add-revision.ts'
import { findRevision } from './find.ts'

export const renameInput = z.object({ id: z.uuid(), name: z.string().trim().min(1).max(120) })

/** A new revision with another name; the slug stays, so addresses do. Faults: NOT_FOUND, CONFLICT. */
export async function rename(ctx: Context, input: z.input<typeof renameInput>): Promise<{ revision: number }> {
  authorize(ctx, 'pipeline', 'write')
  const { id, name } = parse(renameInput, input)
  return await ctx.db.transaction(async (tx) => {
    const { pipelineId, revision: base, spec } = await findRevision(tx, ctx.actor.projectId, { id })
    return { revision: await addRevision(tx, ctx.actor, { pipelineId, base, spec: { ...spec, name } }) }
  })
}
