import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { triggers } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { changed } from './changed.ts'
import { lockTrigger, triggerRef } from './find.ts'

/** It fires no more until it is resumed: what is told to it meanwhile is kept as suppressed, and it looks nowhere. Faults: NOT_FOUND. */
export async function pause(ctx: Context, input: z.input<typeof triggerRef>): Promise<void> {
  authorize(ctx, 'trigger', 'write')
  const ref = parse(triggerRef, input)
  await ctx.db.transaction(async (tx) => {
    const trigger = await lockTrigger(tx, ctx.actor.projectId, ref)
    await tx.update(triggers).set({ pausedAt: new Date() }).where(eq(triggers.id, trigger.id))
    await changed(tx, ctx.actor, { trigger, action: 'pause', detail: { name: trigger.name } })
  })
}
