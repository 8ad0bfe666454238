import { and, asc, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import {
  type AlertEventKind,
  alertChannels,
  alertDeliveries,
  alertEvents,
  alerts,
  type DeliveryKind,
  type DeliveryState,
  pipelines,
  users,
} from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { type ListedAlert, listed, listedColumns } from './state-of.ts'

export const getInput = z.object({ id: z.uuid() })

export interface FoundAlert extends ListedAlert {
  /** What happened to it, the oldest first. */
  events: { id: number; kind: AlertEventKind; by: string | null; detail: string | null; at: Date }[]
  /** Its messages, the newest first. */
  deliveries: {
    id: string
    channel: string
    kind: DeliveryKind
    state: DeliveryState
    dueAt: Date
    attempts: number
    error: string | null
    sentAt: Date | null
  }[]
  /** The pipeline that trains again, if it is still there. */
  retrainer: { slug: string; name: string } | null
}

/** Faults: NOT_FOUND. */
export async function get(ctx: Context, input: z.input<typeof getInput>): Promise<FoundAlert> {
  authorize(ctx, 'alert', 'read')
  const { id } = parse(getInput, input)
  const { projectId } = ctx.actor
  const [row] = await ctx.db
    .select(listedColumns)
    .from(alerts)
    .where(and(eq(alerts.projectId, projectId), eq(alerts.id, id)))
  if (!row) throw new Fault('NOT_FOUND', `no such alert: ${id}`)
  const events = await ctx.db
    .select({
      ...{ id: alertEvents.id, kind: alertEvents.kind, by: users.name, detail: alertEvents.detail, at: alertEvents.at },
    })
    .from(alertEvents)
    .leftJoin(users, eq(users.id, alertEvents.by))
    .where(eq(alertEvents.alertId, id))
    .orderBy(asc(alertEvents.id))
  const deliveries = await ctx.db
    .select({
      ...{ id: alertDeliveries.id, channel: alertChannels.name, kind: alertDeliveries.kind },
      ...{ state: alertDeliveries.state, dueAt: alertDeliveries.dueAt, attempts: alertDeliveries.attempts },
      ...{ error: alertDeliveries.error, sentAt: alertDeliveries.sentAt },
    })
    .from(alertDeliveries)
    .innerJoin(alertChannels, eq(alertChannels.id, alertDeliveries.channelId))
    .where(eq(alertDeliveries.alertId, id))
    .orderBy(desc(alertDeliveries.createdAt))
    .limit(100)
  const [retrainer] = row.retrain
    ? await ctx.db
        .select({ slug: pipelines.slug, name: pipelines.name })
        .from(pipelines)
        .where(and(eq(pipelines.projectId, projectId), eq(pipelines.slug, row.retrain)))
    : []
  return { ...listed(row), events, deliveries, retrainer: retrainer ?? null }
}
