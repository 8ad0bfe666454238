import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { demandToGoBack } from './demand-to-go-back.ts'
import { goBack } from './end.ts'
import { holdLatest, releaseRef } from './hold.ts'

export const rollbackInput = releaseRef.extend({ reason: z.string().trim().max(2000).optional() })

/** Sends all traffic back where it was before the release, under way or promoted, in one transaction. Faults: CONFLICT when it went back already, or when something else has been routed since. */
export async function rollback(ctx: Context, input: z.input<typeof rollbackInput>): Promise<void> {
  authorize(ctx, 'release', 'stop')
  const { reason, ...ref } = parse(rollbackInput, input)
  const { projectId, userId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const { endpoint, release } = await holdLatest(tx, projectId, ref)
    await demandToGoBack(tx, endpoint, release)
    const why = reason ? `rolled back by hand: ${reason}` : 'rolled back by hand'
    await goBack(tx, ctx.actor, endpoint, release, {
      state: 'rolled-back',
      kind: 'rolled-back',
      reason: why,
      by: userId,
    })
    const detail = { endpoint: endpoint.name, reason: reason ?? null }
    await append(tx, ctx.actor, { action: 'rollback', resource: 'release', resourceId: release.id, detail })
  })
}
