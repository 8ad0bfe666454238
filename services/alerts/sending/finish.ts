import { and, eq, sql } from 'drizzle-orm'
import { alertChannels, alertDeliveries } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Resources } from '../../context.ts'
import { notify } from '../../events/notify.ts'
import type { TakenDelivery } from './take.ts'

const day = 24 * 3_600_000

/** Doubles from ten seconds to an hour. */
export const pause = (attempts: number): number => Math.min(3600, 10 * 2 ** (attempts - 1)) * 1000

/**
 * How an attempt went. One that failed is tried again for a day, unless something newer of the same alert waits for the same
 * channel: that says all that this one would have said. Who lost the lease changes nothing.
 */
export async function finish(resources: Pick<Resources, 'db'>, taken: TakenDelivery, thrown?: unknown): Promise<void> {
  try {
    await keep(resources, taken, thrown)
  } catch (error) {
    // Something newer began to wait between the look and the write.
    if (!(error instanceof Error) || (error.cause as { code?: string } | undefined)?.code !== uniqueViolation)
      throw error
    await keep(resources, taken, thrown)
  }
}

const uniqueViolation = '23505'

async function keep(
  { db }: Pick<Resources, 'db'>,
  { id, lease, attempts, createdAt }: TakenDelivery,
  thrown: unknown,
): Promise<void> {
  await db.transaction(async (tx) => {
    const mine = and(eq(alertDeliveries.id, id), eq(alertDeliveries.lease, lease), eq(alertDeliveries.state, 'sending'))
    const [held] = await tx.select().from(alertDeliveries).where(mine).for('update')
    if (!held) return
    const over = Date.now() - createdAt.getTime() > day
    const newer = sql`exists (select 1 from alert_deliveries o where o.alert_id = ${held.alertId}
      and o.channel_id = ${held.channelId} and o.state = 'waiting')`
    const change = thrown
      ? {
          state: over ? ('failed' as const) : sql<'waiting'>`case when ${newer} then 'dropped' else 'waiting' end`,
          error: Fault.of(thrown).message,
          dueAt: new Date(Date.now() + pause(attempts)),
        }
      : { state: 'sent' as const, error: null, sentAt: new Date() }
    await tx
      .update(alertDeliveries)
      .set({ ...change, lease: null })
      .where(eq(alertDeliveries.id, id))
    const [channel] = await tx
      .select({ project: alertChannels.projectId })
      .from(alertChannels)
      .where(eq(alertChannels.id, held.channelId))
    if (channel) await notify(tx, { project: channel.project, topic: 'alert', id: held.alertId ?? held.channelId })
  })
}
