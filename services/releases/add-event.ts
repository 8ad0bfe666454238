import type { Queryable } from '#db/client.ts'
import { releaseEvents } from '#db/schema.ts'
import { notify } from '../events/notify.ts'
import { wish } from '../outbox/wish.ts'
import type { ReleaseRow } from './open-release.ts'

type NewEvent = Omit<typeof releaseEvents.$inferInsert, 'id' | 'releaseId' | 'at'>

/** Keeps what happened, and tells whoever looks and the workflow that leads the release. */
export async function addEvent(
  tx: Queryable,
  { id, projectId }: Pick<ReleaseRow, 'id' | 'projectId'>,
  event: NewEvent,
): Promise<void> {
  await tx.insert(releaseEvents).values({ ...event, releaseId: id })
  await wish(tx, { kind: 'lead-release', releaseId: id })
  await notify(tx, { project: projectId, topic: 'release', id })
}
