import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { demos } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { demoRef, holdDemo } from './find.ts'

export const removeInput = demoRef

/** Nobody opens it any more; what people said of its answers stays. Faults: NOT_FOUND. */
export async function remove(ctx: Context, input: z.input<typeof removeInput>): Promise<void> {
  authorize(ctx, 'demo', 'remove')
  const { name } = parse(removeInput, input)
  await ctx.db.transaction(async (tx) => {
    const { id } = await holdDemo(tx, ctx.actor, name)
    await tx.update(demos).set({ deletedAt: new Date() }).where(eq(demos.id, id))
    await notify(tx, { project: ctx.actor.projectId, topic: 'demo', id })
    await append(tx, ctx.actor, { action: 'remove', resource: 'demo', resourceId: id, detail: { name } })
  })
}
