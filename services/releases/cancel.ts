import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { goBack } from './end.ts'
import { holdOpen, releaseRef } from './hold.ts'

export const cancelInput = releaseRef.extend({ reason: z.string().trim().max(2000).optional() })

/** Ends a release without blame: the former version has all traffic again. Faults: CONFLICT when it has ended. */
export async function cancel(ctx: Context, input: z.input<typeof cancelInput>): Promise<void> {
  authorize(ctx, 'release', 'stop')
  const { reason, ...ref } = parse(cancelInput, input)
  const { projectId, userId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const { endpoint, release } = await holdOpen(tx, projectId, ref)
    const why = reason ? `cancelled: ${reason}` : 'cancelled'
    await goBack(tx, ctx.actor, endpoint, release, { state: 'cancelled', kind: 'cancelled', reason: why, by: userId })
    const detail = { endpoint: endpoint.name, reason: reason ?? null }
    await append(tx, ctx.actor, { action: 'cancel', resource: 'release', resourceId: release.id, detail })
  })
}
