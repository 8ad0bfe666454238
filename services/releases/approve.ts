import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { holdServable } from '../models/hold-servable.ts'
import { parse } from '../parse.ts'
import { demandOtherEyes } from './demand-other-eyes.ts'
import { enter } from './enter.ts'
import { holdWaiting, releaseRef } from './hold.ts'

export const approveInput = releaseRef.extend({ reason: z.string().trim().max(2000).optional() })

/** Agrees to what a release waits for, which happens in the same transaction. Faults: FORBIDDEN for its author; CONFLICT when it waits no more. */
export async function approve(ctx: Context, input: z.input<typeof approveInput>): Promise<void> {
  authorize(ctx, 'release', 'decide')
  const { reason, ...ref } = parse(approveInput, input)
  const { projectId, userId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const { endpoint, release } = await holdWaiting(tx, projectId, ref)
    await demandOtherEyes(tx, ctx.actor, release)
    await holdServable(tx, projectId, { versionId: release.toVersionId })
    await enter(tx, ctx.actor, endpoint, release, {
      ...{ step: release.step, approvedBy: userId },
      reason: reason ? `agreed: ${reason}` : 'agreed',
    })
    const detail = { endpoint: endpoint.name, step: release.step, reason: reason ?? null }
    await append(tx, ctx.actor, { action: 'approve', resource: 'release', resourceId: release.id, detail })
  })
}
