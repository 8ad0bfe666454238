import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { arrive } from './arrive.ts'
import { findTrigger, triggerRef } from './find.ts'

export const fireNowInput = z.object({
  trigger: triggerRef,
  /** What would have arrived: what placeholders find. */
  payload: z.record(z.string(), z.unknown()).default({}),
})

/** Fires once more, as if this had arrived; also while it is paused or cooling down. Faults: NOT_FOUND. */
export async function fireNow(ctx: Context, input: z.input<typeof fireNowInput>): Promise<{ id: string }> {
  authorize(ctx, 'trigger', 'write')
  authorize(ctx, 'run', 'start')
  const { trigger: ref, payload } = parse(fireNowInput, input)
  return await ctx.db.transaction(async (tx) => {
    const trigger = await findTrigger(tx, ctx.actor.projectId, ref)
    const { firing } = await arrive(tx, trigger, { key: `by hand ${randomUUID()}`, payload, by: ctx.actor.userId })
    const detail = { name: trigger.name, firing: firing.id }
    await append(tx, ctx.actor, { action: 'fire', resource: 'trigger', resourceId: trigger.id, detail })
    return { id: firing.id }
  })
}
