import { and, eq, inArray, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { alertDeliveries } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { wakeSender } from '../wake-sender.ts'
import { changed, channelRef, lockChannel } from './find.ts'

/** What did not get through is tried now, also what was given up. Faults: NOT_FOUND. */
export async function tryAgain(ctx: Context, input: z.input<typeof channelRef>): Promise<{ messages: number }> {
  authorize(ctx, 'channel', 'write')
  const ref = parse(channelRef, input)
  return await ctx.db.transaction(async (tx) => {
    const { id, name } = await lockChannel(tx, ctx.actor.projectId, ref)
    const stuck = await tx
      .update(alertDeliveries)
      .set({
        state: 'waiting',
        dueAt: sql`now()`,
        createdAt: sql`case when state = 'failed' then now() else created_at end`,
      })
      .where(
        and(
          eq(alertDeliveries.channelId, id),
          inArray(alertDeliveries.state, ['waiting', 'failed']),
          sql`attempts > 0`,
          sql`(state = 'waiting' or not exists (select 1 from alert_deliveries o where o.alert_id = alert_deliveries.alert_id
            and o.channel_id = alert_deliveries.channel_id and o.created_at > alert_deliveries.created_at))`,
        ),
      )
      .returning({ id: alertDeliveries.id })
    await wakeSender(tx)
    await changed(tx, ctx.actor, { id, action: 'try-again', detail: { name, messages: stuck.length } })
    return { messages: stuck.length }
  })
}
