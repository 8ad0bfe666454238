import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { triggers } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { changed } from './changed.ts'
import { lockTrigger, triggerRef } from './find.ts'
import { forgotten } from './works.ts'

/** It is gone; its runs stay. Faults: NOT_FOUND. */
export async function remove(ctx: Context, input: z.input<typeof triggerRef>): Promise<void> {
  authorize(ctx, 'trigger', 'remove')
  const ref = parse(triggerRef, input)
  await ctx.db.transaction(async (tx) => {
    const trigger = await lockTrigger(tx, ctx.actor.projectId, ref)
    await tx.update(triggers).set({ deletedAt: new Date() }).where(eq(triggers.id, trigger.id))
    await forgotten(tx, trigger, ctx.actor.userId)
    await changed(tx, ctx.actor, { trigger, action: 'remove', detail: { name: trigger.name } })
  })
}
