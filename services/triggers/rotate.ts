import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { triggers } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { changed } from './changed.ts'
import { lockTrigger, triggerRef } from './find.ts'
import { keyOf, newSalt, secretText } from './secret.ts'

/** Another secret for a webhook, shown this once; the former one opens nothing from now on. Faults: NOT_FOUND; INVALID_INPUT. */
export async function rotate(ctx: Context, input: z.input<typeof triggerRef>): Promise<{ secret: string }> {
  authorize(ctx, 'trigger', 'write')
  const ref = parse(triggerRef, input)
  return await ctx.db.transaction(async (tx) => {
    const trigger = await lockTrigger(tx, ctx.actor.projectId, ref)
    if (trigger.kind !== 'webhook') throw new Fault('INVALID_INPUT', `not a webhook: ${trigger.name}`)
    const salt = newSalt()
    await tx.update(triggers).set({ salt }).where(eq(triggers.id, trigger.id))
    await changed(tx, ctx.actor, { trigger, action: 'rotate', detail: { name: trigger.name } })
    return { secret: secretText(keyOf(ctx, { ...trigger, salt })) }
  })
}
