import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { alertChannels } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { wakeSender } from '../wake-sender.ts'
import { changed, channelRef, lockChannel } from './find.ts'

/** What waited is sent. Faults: NOT_FOUND. */
export async function resume(ctx: Context, input: z.input<typeof channelRef>): Promise<void> {
  authorize(ctx, 'channel', 'write')
  const ref = parse(channelRef, input)
  await ctx.db.transaction(async (tx) => {
    const { id, name } = await lockChannel(tx, ctx.actor.projectId, ref)
    await tx.update(alertChannels).set({ pausedAt: null }).where(eq(alertChannels.id, id))
    await wakeSender(tx)
    await changed(tx, ctx.actor, { id, action: 'resume', detail: { name } })
  })
}
