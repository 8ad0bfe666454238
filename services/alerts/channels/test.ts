import type { z } from 'zod'
import { alertDeliveries } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { wakeSender } from '../wake-sender.ts'
import { changed, channelRef, lockChannel } from './find.ts'

/** A message that says it is a test; how it went is told with the channel. Faults: NOT_FOUND. */
export async function test(ctx: Context, input: z.input<typeof channelRef>): Promise<{ delivery: string }> {
  authorize(ctx, 'channel', 'write')
  const ref = parse(channelRef, input)
  return await ctx.db.transaction(async (tx) => {
    const { id, name } = await lockChannel(tx, ctx.actor.projectId, ref)
    const [row] = await tx
      .insert(alertDeliveries)
      .values({ channelId: id, kind: 'test' })
      .returning({ id: alertDeliveries.id })
    await wakeSender(tx)
    await changed(tx, ctx.actor, { id, action: 'test', detail: { name } })
    return { delivery: row?.id ?? '' }
  })
}
