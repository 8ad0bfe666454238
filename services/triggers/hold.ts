import { eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { triggerFirings, triggers } from '#db/schema.ts'
import { notify } from '../events/notify.ts'
import { tally } from '../gauges/tally.ts'
import type { FiringRow } from './arrive.ts'
import type { TriggerRow } from './find.ts'

/** The trigger as it is now, held with the firing; nothing where somebody else has settled it. */
export async function hold(
  tx: Queryable,
  { id, triggerId }: Pick<FiringRow, 'id' | 'triggerId'>,
): Promise<TriggerRow | undefined> {
  const [trigger] = await tx.select().from(triggers).where(eq(triggers.id, triggerId)).for('no key update')
  const [firing] = await tx.select().from(triggerFirings).where(eq(triggerFirings.id, id)).for('update')
  return firing?.outcome === 'waiting' ? trigger : undefined
}

/** As the firings of schedules are counted. */
const counted = { ran: 'run', failed: 'refused', suppressed: 'suppressed', quiet: 'quiet' } as const

interface Settled extends Pick<Partial<FiringRow>, 'reason' | 'runId' | 'fault'> {
  outcome: keyof typeof counted
}

/** What came of it, once. */
export async function settle(
  tx: Queryable,
  { id: triggerId, projectId }: TriggerRow,
  { id }: Pick<FiringRow, 'id'>,
  result: Settled,
): Promise<void> {
  await tx
    .update(triggerFirings)
    .set({ ...result, settledAt: new Date() })
    .where(eq(triggerFirings.id, id))
  await tally(tx, { projectId, name: 'trigger-firings', label: counted[result.outcome] })
  await notify(tx, { project: projectId, topic: 'trigger', id: triggerId })
}
