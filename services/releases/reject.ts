import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { demandOtherEyes } from './demand-other-eyes.ts'
import { goBack } from './end.ts'
import { holdWaiting, releaseRef } from './hold.ts'

export const rejectInput = releaseRef.extend({ reason: z.string().trim().min(1, 'say why').max(2000) })

/** Does not agree to what a release waits for: it ends, and the former version has all traffic. Faults: FORBIDDEN for its author; CONFLICT when it waits no more. */
export async function reject(ctx: Context, input: z.input<typeof rejectInput>): Promise<void> {
  authorize(ctx, 'release', 'decide')
  const { reason, ...ref } = parse(rejectInput, input)
  const { projectId, userId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const { endpoint, release } = await holdWaiting(tx, projectId, ref)
    await demandOtherEyes(tx, ctx.actor, release)
    const why = reason ? `rejected: ${reason}` : 'rejected'
    await goBack(tx, ctx.actor, endpoint, release, { state: 'cancelled', kind: 'rejected', reason: why, by: userId })
    const detail = { endpoint: endpoint.name, reason: reason ?? null }
    await append(tx, ctx.actor, { action: 'reject', resource: 'release', resourceId: release.id, detail })
  })
}
