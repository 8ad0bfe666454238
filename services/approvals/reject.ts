import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { closeRequest } from './close.ts'
import { requestRef } from './find.ts'
import { demandApprover, holdPending } from './hold-pending.ts'

export const rejectInput = requestRef.extend({ reason: z.string().trim().min(1, 'say why').max(2000) })

/** The alias stays where it is. Faults: FORBIDDEN for who asked for it or is not named; CONFLICT when it was decided. */
export async function reject(ctx: Context, input: z.input<typeof rejectInput>): Promise<void> {
  authorize(ctx, 'approval', 'decide')
  const { request: id, reason } = parse(rejectInput, input)
  await ctx.db.transaction(async (tx) => {
    const request = await holdPending(tx, ctx.actor, id)
    await demandApprover(tx, ctx.actor, request)
    await closeRequest(tx, ctx.actor, { id, state: 'rejected', decision: reason })
    const { model: name, modelId, alias, toNumber } = request
    await notify(tx, { project: ctx.actor.projectId, topic: 'model', id: modelId })
    await append(tx, ctx.actor, {
      action: 'reject-alias',
      resource: 'model',
      resourceId: modelId,
      detail: { request: id, name, alias, number: toNumber, reason },
    })
  })
}
