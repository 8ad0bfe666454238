import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { alertChannels, type ChannelTarget, type DeliveryKind, type DeliveryState, type Severity } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'

export interface ListedChannel {
  id: string
  name: string
  target: ChannelTarget
  from: Severity
  kinds: string[] | null
  quietMinutes: number
  pausedAt: Date | null
  /** The message that was last tried. */
  last: { kind: DeliveryKind; state: DeliveryState; error: string | null; sentAt: string | null; dueAt: string } | null
  /** Messages that were tried and did not get through: still being tried, and given up. */
  stuck: number
  failed: number
}

/** Where alerts are sent to, by name; secrets are only named. */
export async function list(ctx: Context): Promise<ListedChannel[]> {
  authorize(ctx, 'channel', 'read')
  const { id, name, target, from, kinds, quietMinutes, pausedAt } = alertChannels
  return await ctx.db
    .select({
      ...{ id, name, target, from, kinds, quietMinutes, pausedAt },
      last: sql<ListedChannel['last']>`(select jsonb_build_object('kind', d.kind, 'state', d.state, 'error', d.error,
          'sentAt', d.sent_at, 'dueAt', d.due_at) from alert_deliveries d
        where d.channel_id = alert_channels.id and d.attempts > 0 order by d.created_at desc limit 1)`,
      stuck: counted(sql`d.state in ('waiting', 'sending') and d.error is not null`),
      failed: counted(sql`d.state = 'failed'`),
    })
    .from(alertChannels)
    .where(and(eq(alertChannels.projectId, ctx.actor.projectId), isNull(alertChannels.deletedAt)))
    .orderBy(asc(name))
}

const counted = (what: ReturnType<typeof sql>) => sql<number>`(select count(*)::int from alert_deliveries d
  where d.channel_id = alert_channels.id and ${what})`
