import { eq } from 'drizzle-orm'
import { triggers } from '#db/schema.ts'
import type { FaultData } from '#pipeline/fault.ts'
import { boundedMap } from '../bounded-map.ts'
import type { Resources } from '../context.ts'
import { notify } from '../events/notify.ts'
import type { TriggerRow } from './find.ts'

const kept = boundedMap<string, number>(1000)

/** Keeps the newest message that was not let in, for the page; of a flood of them one a second. */
export async function refuse(
  { db }: Pick<Resources, 'db'>,
  { id, projectId }: Pick<TriggerRow, 'id' | 'projectId'>,
  fault: FaultData,
): Promise<void> {
  const now = Date.now()
  if ((kept.get(id) ?? 0) > now - 1000) return
  kept.set(id, now)
  await db.transaction(async (tx) => {
    await tx
      .update(triggers)
      .set({ refused: { at: new Date(now).toISOString(), fault } })
      .where(eq(triggers.id, id))
    await notify(tx, { project: projectId, topic: 'trigger', id })
  })
}
