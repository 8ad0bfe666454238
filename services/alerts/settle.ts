import { and, eq, isNull } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { alertEvents, alerts } from '#db/schema.ts'
import { notify } from '../events/notify.ts'
import { planSettled } from './plan-settled.ts'

/** What it told of is over, in the transaction in which that is found; nothing where none is open. */
export async function settle(
  tx: Queryable,
  { projectId, key, by, why }: { projectId: string; key: string; by?: string; why?: string },
): Promise<void> {
  const [settled] = await tx
    .update(alerts)
    .set({ settledAt: new Date() })
    .where(and(eq(alerts.projectId, projectId), eq(alerts.key, key), isNull(alerts.settledAt)))
    .returning({ id: alerts.id })
  if (!settled) return
  await tx.insert(alertEvents).values({ alertId: settled.id, kind: 'settled', by, detail: why })
  await planSettled(tx, settled.id)
  await notify(tx, { project: projectId, topic: 'alert', id: settled.id })
}
