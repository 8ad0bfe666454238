import type { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { closeRequest } from './close.ts'
import { requestRef } from './find.ts'
import { holdPending } from './hold-pending.ts'

/** Takes one's own request back. Faults: NOT_FOUND; FORBIDDEN for another's; CONFLICT when it was decided. */
export async function withdraw(ctx: Context, input: z.input<typeof requestRef>): Promise<void> {
  authorize(ctx, 'approval', 'withdraw')
  const { request: id } = parse(requestRef, input)
  const { projectId, userId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const { modelId, model: name, alias, requestedBy } = await holdPending(tx, ctx.actor, id)
    if (requestedBy !== userId)
      throw new Fault('FORBIDDEN', `somebody else asked for it: ${id}`, { hint: 'reject it, and say why' })
    await closeRequest(tx, ctx.actor, { id, state: 'withdrawn', decision: undefined })
    await notify(tx, { project: projectId, topic: 'model', id: modelId })
    const detail = { request: id, name, alias }
    await append(tx, ctx.actor, { action: 'withdraw-alias', resource: 'model', resourceId: modelId, detail })
  })
}
