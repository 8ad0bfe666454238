import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { alertChannels } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { wakeSender } from '../wake-sender.ts'
import { changed, channelRef, lockChannel } from './find.ts'

/** Nothing is sent there until it is resumed; what waits goes on waiting. Faults: NOT_FOUND. */
export async function pause(ctx: Context, input: z.input<typeof channelRef>): Promise<void> {
  authorize(ctx, 'channel', 'write')
  const ref = parse(channelRef, input)
  await ctx.db.transaction(async (tx) => {
    const { id, name } = await lockChannel(tx, ctx.actor.projectId, ref)
    await tx.update(alertChannels).set({ pausedAt: new Date() }).where(eq(alertChannels.id, id))
    await wakeSender(tx)
    await changed(tx, ctx.actor, { id, action: 'pause', detail: { name } })
  })
}
