import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { alertChannels, alertDeliveries, type DeliveryKind, type Severity, severities } from '#db/schema.ts'
import { kindOf } from './kind-of.ts'
import { silencedUntil } from './silenced.ts'
import { wakeSender } from './wake-sender.ts'

interface About {
  id: string
  projectId: string
  key: string
  severity: Severity
}

/**
 * A message to every channel that takes such an alert, at most one that waits: it says how things are when it is sent, so
 * a storm is one message now and one after each quiet time. Silenced ones wait for the silence to end.
 */
export async function plan(
  tx: Queryable,
  about: About,
  kind: Exclude<DeliveryKind, 'test' | 'settled'>,
): Promise<void> {
  const { id: alertId, projectId, key, severity } = about
  const channels = await tx
    .select({ id: alertChannels.id, kinds: alertChannels.kinds, from: alertChannels.from, quiet: lastSent(alertId) })
    .from(alertChannels)
    .where(and(eq(alertChannels.projectId, projectId), isNull(alertChannels.deletedAt), isNull(alertChannels.pausedAt)))
  const taking = channels.filter(
    ({ kinds, from }) =>
      severities.indexOf(severity) >= severities.indexOf(from) && (!kinds || kinds.includes(kindOf(key))),
  )
  if (taking.length === 0) return
  const silence = (await silencedUntil(tx, { projectId, key }))?.getTime() ?? 0
  const now = Date.now()
  const due = taking.map(({ id: channelId, quiet }) => {
    const open = kind === 'again' && quiet ? new Date(quiet).getTime() : 0
    return { alertId, channelId, kind, dueAt: new Date(Math.max(now, silence, open)) }
  })
  await tx
    .insert(alertDeliveries)
    .values(due)
    .onConflictDoUpdate({
      target: [alertDeliveries.alertId, alertDeliveries.channelId],
      targetWhere: sql`state = 'waiting'`,
      set: {
        dueAt: sql`case when ${kind} = 'worse' then excluded.due_at else alert_deliveries.due_at end`,
        kind: sql`case when alert_deliveries.kind = 'raised' then 'raised' when ${kind} = 'worse' then 'worse' else alert_deliveries.kind end`,
      },
    })
  await wakeSender(tx)
}

/** When a channel may hear of the alert again. */
const lastSent = (alertId: string) => sql<string | null>`(select max(coalesce(d.sent_at, d.created_at)) +
  make_interval(mins => alert_channels.quiet_minutes) from ${alertDeliveries} d
  where d.channel_id = alert_channels.id and d.alert_id = ${alertId} and d.state in ('sent', 'sending'))`
