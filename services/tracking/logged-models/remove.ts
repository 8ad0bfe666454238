import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { loggedModels } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import { append } from '../../audit/append.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { modelId, noSuchModel } from './find.ts'

export const removeInput = z.object({ id: modelId })

/** Out of sight; its files stay. Faults: NOT_FOUND. */
export async function remove(ctx: Context, input: z.input<typeof removeInput>): Promise<void> {
  authorize(ctx, 'tracking', 'remove')
  const { id } = parse(removeInput, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const removed = await tx
      .update(loggedModels)
      .set({ deletedAt: new Date() })
      .where(and(eq(loggedModels.projectId, projectId), eq(loggedModels.id, id), isNull(loggedModels.deletedAt)))
      .returning({ id: loggedModels.id })
    if (removed.length === 0) throw noSuchModel(id)
    await append(tx, ctx.actor, { action: 'remove', resource: 'logged-model', resourceId: id })
  })
}
