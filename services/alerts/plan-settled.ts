import { and, eq, exists, gt, inArray, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Queryable } from '#db/client.ts'
import { alertDeliveries } from '#db/schema.ts'
import { wakeSender } from './wake-sender.ts'

/**
 * One last message to whoever heard of it, or would have if the way there had not been down. What was only held back by a
 * silence is dropped: nobody knows that it was ever there.
 */
export async function planSettled(tx: Queryable, alertId: string): Promise<void> {
  const heard = alias(alertDeliveries, 'heard')
  const told = tx
    .select({ one: sql`1` })
    .from(heard)
    .where(
      and(
        eq(heard.alertId, alertId),
        eq(heard.channelId, alertDeliveries.channelId),
        inArray(heard.state, ['sent', 'sending']),
      ),
    )
  const waits = and(eq(alertDeliveries.alertId, alertId), eq(alertDeliveries.state, 'waiting'))
  const tried = or(gt(alertDeliveries.attempts, 0), sql`${alertDeliveries.dueAt} <= now()`, exists(told))
  await tx.update(alertDeliveries).set({ kind: 'settled', dueAt: sql`now()` }).where(and(waits, tried))
  await tx
    .update(alertDeliveries)
    .set({ state: 'dropped' })
    .where(and(waits, sql`${alertDeliveries.kind} <> 'settled'`))
  await tx.execute(sql`insert into ${alertDeliveries} (alert_id, channel_id, kind)
    select distinct ${alertId}::uuid, d.channel_id, 'settled' from ${alertDeliveries} d
    where d.alert_id = ${alertId} and d.state in ('sent', 'sending')
    on conflict (alert_id, channel_id) where state = 'waiting' do nothing`)
  await wakeSender(tx)
}
