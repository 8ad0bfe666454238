import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { alertChannels, alertDeliveries } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { changed, channelRef, lockChannel } from './find.ts'

/** Nothing is sent there any more, what waited included; what was sent stays in the histories. Faults: NOT_FOUND. */
export async function remove(ctx: Context, input: z.input<typeof channelRef>): Promise<void> {
  authorize(ctx, 'channel', 'write')
  const ref = parse(channelRef, input)
  await ctx.db.transaction(async (tx) => {
    const { id, name } = await lockChannel(tx, ctx.actor.projectId, ref)
    await tx.update(alertChannels).set({ deletedAt: new Date() }).where(eq(alertChannels.id, id))
    await tx
      .update(alertDeliveries)
      .set({ state: 'dropped' })
      .where(and(eq(alertDeliveries.channelId, id), eq(alertDeliveries.state, 'waiting')))
    await changed(tx, ctx.actor, { id, action: 'remove', detail: { name } })
  })
}
