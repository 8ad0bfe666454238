import { and, eq, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { triggers } from '#db/schema.ts'
import type { FaultData } from '#pipeline/fault.ts'
import { raise } from '../alerts/raise.ts'
import { settle } from '../alerts/settle.ts'
import { notify } from '../events/notify.ts'
import type { TriggerRow } from './find.ts'

type FailingAt = NonNullable<TriggerRow['failingAt']>
type Told = Pick<TriggerRow, 'id' | 'projectId'>

const keyOf = ({ id }: Told) => `trigger-failing:${id}`

/** It does not work: its page says so until it does, and an alert says it once for each reason. */
export async function failed(
  tx: Queryable,
  trigger: Told,
  { failingAt, fault }: { failingAt: FailingAt; fault: FaultData },
): Promise<void> {
  const { id, projectId } = trigger
  const [row] = await tx
    .update(triggers)
    .set({ fault, failingAt, failingSince: sql`coalesce(${triggers.failingSince}, now())` })
    .where(and(eq(triggers.id, id), sql`${triggers.fault} is distinct from ${JSON.stringify(fault)}::jsonb`))
    .returning({ name: triggers.name, since: triggers.failingSince })
  if (!row) return
  await raise(tx, {
    ...{ projectId, key: keyOf(trigger), severity: 'warning' },
    title: failingAt === 'look' ? `${row.name} cannot look` : `${row.name} made no run`,
    what: [fault.message, fault.hint].filter(Boolean).join(': '),
    ...{ since: row.since ?? new Date(), link: `/triggers/${encodeURIComponent(row.name)}` },
  })
  await notify(tx, { project: projectId, topic: 'trigger', id })
}

/** It works, or works again; what failed elsewhere in it goes on failing. */
export async function worked(tx: Queryable, trigger: Told, failingAt: FailingAt): Promise<void> {
  const { id, projectId } = trigger
  const [row] = await tx
    .update(triggers)
    .set({ fault: null, failingAt: null, failingSince: null })
    .where(and(eq(triggers.id, id), eq(triggers.failingAt, failingAt)))
    .returning({ id: triggers.id })
  if (!row) return
  await settle(tx, { projectId, key: keyOf(trigger), why: 'it works again' })
  await notify(tx, { project: projectId, topic: 'trigger', id })
}

/** Nobody waits for it any more. */
export const forgotten = (tx: Queryable, trigger: Told, by: string): Promise<void> =>
  settle(tx, { projectId: trigger.projectId, key: keyOf(trigger), by, why: 'the trigger was deleted' })
