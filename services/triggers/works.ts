import { and, eq, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { triggers } from '#db/schema.ts'
import type { FaultData } from '#pipeline/fault.ts'
import { notify } from '../events/notify.ts'
import type { TriggerRow } from './find.ts'

type FailingAt = NonNullable<TriggerRow['failingAt']>
type Told = Pick<TriggerRow, 'id' | 'projectId' | 'name'>

/** It does not work, and its page says so until it does. */
export async function failed(
  tx: Queryable,
  { id, projectId }: Told,
  { failingAt, fault }: { failingAt: FailingAt; fault: FaultData },
): Promise<void> {
  await tx
    .update(triggers)
    .set({ fault, failingAt, failingSince: sql`coalesce(${triggers.failingSince}, now())` })
    .where(eq(triggers.id, id))
  await notify(tx, { project: projectId, topic: 'trigger', id })
}

/** It works, or works again; what failed elsewhere in it goes on failing. */
export async function worked(tx: Queryable, { id, projectId }: Told, failingAt: FailingAt): Promise<void> {
  const [row] = await tx
    .update(triggers)
    .set({ fault: null, failingAt: null, failingSince: null })
    .where(and(eq(triggers.id, id), eq(triggers.failingAt, failingAt)))
    .returning({ id: triggers.id })
  if (row) await notify(tx, { project: projectId, topic: 'trigger', id })
}
