import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { alertChannels } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { changed, channelRef, demandSetUp, lockChannel, nameTaken } from './find.ts'
import { settings } from './settings.ts'

export const updateInput = channelRef.extend(settings.shape)

/** Faults: NOT_FOUND; CONFLICT for a name that is taken; INVALID_INPUT for what is not set up. */
export async function update(ctx: Context, input: z.input<typeof updateInput>): Promise<void> {
  authorize(ctx, 'channel', 'write')
  const { id, ...given } = parse(updateInput, input)
  demandSetUp(ctx, given.target)
  await ctx.db.transaction(async (tx) => {
    await lockChannel(tx, ctx.actor.projectId, { id })
    const [other] = await tx
      .update(alertChannels)
      .set(given)
      .where(eq(alertChannels.id, id))
      .returning({ id: alertChannels.id })
      .catch((error) => {
        if ((error.cause ?? error).code === '23505') throw nameTaken(given.name)
        throw error
      })
    if (other) await changed(tx, ctx.actor, { id, action: 'update', detail: given })
  })
}
