import { and, eq, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { type FiringPayload, triggerFirings } from '#db/schema.ts'
import { Fault, type FaultData } from '#pipeline/fault.ts'
import { notify } from '../events/notify.ts'
import { wish } from '../outbox/wish.ts'
import type { TriggerRow } from './find.ts'
import { failed } from './works.ts'

export interface Arrival {
  key: string
  payload: FiringPayload
  digest?: string
  /** Why nothing can come of it. */
  fault?: FaultData
  depth?: number
  by?: string
}

export type FiringRow = typeof triggerFirings.$inferSelect

/** So many triggers may lead to a run, one after the other. */
export const deepest = 5

/** What arrived, once for its key, and the wish that it be fired. Whoever tells of it again is told of the first time. */
export async function arrive(
  tx: Queryable,
  trigger: Pick<TriggerRow, 'id' | 'projectId' | 'name' | 'pausedAt'>,
  { depth = 1, ...arrival }: Arrival,
): Promise<{ firing: FiringRow; fresh: 'yes' | 'no' }> {
  const reason = reasonAgainst(trigger, arrival, depth)
  const [firing] = await tx
    .insert(triggerFirings)
    .values({
      ...arrival,
      triggerId: trigger.id,
      depth,
      ...(arrival.fault && { outcome: 'failed', settledAt: new Date() }),
      ...(reason && { outcome: 'suppressed', reason, settledAt: new Date() }),
    })
    .onConflictDoNothing()
    .returning()
  await notify(tx, { project: trigger.projectId, topic: 'trigger', id: trigger.id })
  if (!firing) return { firing: await again(tx, trigger.id, arrival.key), fresh: 'no' }
  if (arrival.fault) await failed(tx, trigger, { failingAt: 'fire', fault: arrival.fault })
  else if (!reason) await wish(tx, { kind: 'fire-trigger', firingId: firing.id })
  return { firing, fresh: 'yes' }
}

function reasonAgainst({ pausedAt }: Pick<TriggerRow, 'pausedAt'>, { by }: Pick<Arrival, 'by'>, depth: number) {
  if (pausedAt && !by) return 'paused'
  return depth > deepest ? `a chain of ${deepest} triggers, one after the other, led to it` : undefined
}

async function again(tx: Queryable, triggerId: string, key: string): Promise<FiringRow> {
  const [former] = await tx
    .update(triggerFirings)
    .set({ repeats: sql`${triggerFirings.repeats} + 1` })
    .where(and(eq(triggerFirings.triggerId, triggerId), eq(triggerFirings.key, key)))
    .returning()
  if (!former) throw new Fault('INTERNAL', 'no row')
  return former
}
