import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { findRegisteredVersion } from '../models/find-registered-version.ts'
import { leadAlias, ledTo } from '../models/lead-alias.ts'
import { parse } from '../parse.ts'
import { tellAliasMoved } from '../triggers/tell-alias-moved.ts'
import { closeRequest } from './close.ts'
import { requestRef } from './find.ts'
import { demandApprover, holdPending } from './hold-pending.ts'

export const approveInput = requestRef.extend({ reason: z.string().trim().max(2000).optional() })

/**
 * Agrees to a move, which happens in the same transaction. Faults: FORBIDDEN for who asked for it or is not named;
 * CONFLICT when it was decided already, or when the alias has moved since; NOT_FOUND when the version is gone.
 */
export async function approve(ctx: Context, input: z.input<typeof approveInput>): Promise<void> {
  authorize(ctx, 'approval', 'decide')
  const { request: id, reason } = parse(approveInput, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const request = await holdPending(tx, ctx.actor, id)
    await demandApprover(tx, ctx.actor, request)
    const { model, modelId, alias, fromNumber, toNumber } = request
    const now = await ledTo(tx, modelId, alias)
    if (now !== fromNumber)
      throw new Fault('CONFLICT', `${alias} has moved since this was asked: it leads to ${now ?? 'none'}`, {
        hint: 'reject it, and have the move asked for again',
      })
    if (toNumber !== null) await findRegisteredVersion(tx, projectId, { name: model, number: toNumber })
    await leadAlias(tx, { modelId, alias, number: toNumber })
    await tellAliasMoved(tx, { projectId, model, alias, from: fromNumber, to: toNumber })
    await closeRequest(tx, ctx.actor, { id, state: 'approved', decision: reason })
    await notify(tx, { project: projectId, topic: 'model', id: modelId })
    await append(tx, ctx.actor, {
      action: 'approve-alias',
      resource: 'model',
      resourceId: modelId,
      detail: { request: id, name: model, alias, from: fromNumber, number: toNumber, reason: reason ?? null },
    })
  })
}
