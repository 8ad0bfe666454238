import { and, asc, isNull, sql } from 'drizzle-orm'
import { outbox } from '#db/schema.ts'
import type { Resources } from '../context.ts'
import type { Wish } from './wish.ts'

export type PendingWish = Wish & { id: number; attempts: number }

const subject = sql`coalesce(run_id, schedule_id, trigger_id, firing_id, release_id)`

/**
 * What Temporal has not been told yet and may be told now, oldest first; what comes after a refused wish of the same
 * subject waits with it. Telling it twice does no harm.
 */
export async function pending({ db }: Pick<Resources, 'db'>): Promise<PendingWish[]> {
  const rows = await db
    .select({
      id: outbox.id,
      attempts: outbox.attempts,
      kind: outbox.kind,
      runId: outbox.runId,
      scheduleId: outbox.scheduleId,
      triggerId: outbox.triggerId,
      firingId: outbox.firingId,
      releaseId: outbox.releaseId,
      range: outbox.range,
    })
    .from(outbox)
    .where(
      and(
        isNull(outbox.sentAt),
        sql`${subject} not in (select ${subject} from outbox where sent_at is null and due_at > now())`,
      ),
    )
    .orderBy(asc(outbox.id))
    .limit(100)
  return rows as PendingWish[]
}
