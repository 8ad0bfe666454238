import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { triggers } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { changed } from './changed.ts'
import { demandNoCircle } from './cycles.ts'
import { lockTrigger, triggerRef } from './find.ts'

/**
 * It fires again. Files and rows that came meanwhile are taken now; what else was told to it stays suppressed. Faults:
 * NOT_FOUND; INVALID_INPUT where pipelines that were changed meanwhile would run in a circle.
 */
export async function resume(ctx: Context, input: z.input<typeof triggerRef>): Promise<void> {
  authorize(ctx, 'trigger', 'write')
  const ref = parse(triggerRef, input)
  await ctx.db.transaction(async (tx) => {
    const trigger = await lockTrigger(tx, ctx.actor.projectId, ref)
    await demandNoCircle(tx, ctx.catalogue, { ...trigger, triggerId: trigger.id })
    await tx.update(triggers).set({ pausedAt: null }).where(eq(triggers.id, trigger.id))
    await changed(tx, ctx.actor, { trigger, action: 'resume', detail: { name: trigger.name } })
  })
}
