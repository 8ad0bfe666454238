import { asc, isNull } from 'drizzle-orm'
import { outbox } from '#db/schema.ts'
import type { Resources } from '../context.ts'
import type { Wish } from './wish.ts'

export type PendingWish = Wish & { id: number }

/** What Temporal has not been told yet, oldest first. Telling it twice does no harm. */
export async function pending({ db }: Pick<Resources, 'db'>): Promise<PendingWish[]> {
  const rows = await db
    .select({
      id: outbox.id,
      kind: outbox.kind,
      runId: outbox.runId,
      scheduleId: outbox.scheduleId,
      triggerId: outbox.triggerId,
      firingId: outbox.firingId,
      releaseId: outbox.releaseId,
      range: outbox.range,
    })
    .from(outbox)
    .where(isNull(outbox.sentAt))
    .orderBy(asc(outbox.id))
    .limit(100)
  return rows as PendingWish[]
}
