import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { pipelines } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { findPipeline } from './find.ts'

export const removeInput = z.object({ id: z.uuid() })

/** Takes a pipeline out of sight; its revisions and runs stay. Faults: NOT_FOUND. */
export async function remove(ctx: Context, input: z.input<typeof removeInput>): Promise<void> {
  authorize(ctx, 'pipeline', 'remove')
  const { id } = parse(removeInput, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const { slug } = await findPipeline(tx, projectId, { id })
    await tx.update(pipelines).set({ deletedAt: new Date() }).where(eq(pipelines.id, id))
    await notify(tx, { project: projectId, topic: 'pipeline', id })
    await append(tx, ctx.actor, { action: 'remove', resource: 'pipeline', resourceId: id, detail: { slug } })
  })
}
