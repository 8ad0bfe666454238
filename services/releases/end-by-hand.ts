import { eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { endpoints, releases } from '#db/schema.ts'
import type { Actor } from '../context.ts'
import { addEvent } from './add-event.ts'
import { settleAlert } from './alert.ts'
import { openRelease } from './open-release.ts'

/** Ends the release that leads an endpoint, because somebody sends its traffic elsewhere. */
export async function endByHand(
  tx: Queryable,
  { userId }: Actor,
  endpoint: { id: string; name: string },
  why: string | undefined,
): Promise<void> {
  await tx.select({ id: endpoints.id }).from(endpoints).where(eq(endpoints.id, endpoint.id)).for('update')
  const release = await openRelease(tx, endpoint.id)
  if (!release) return
  const reason = `routed by hand${why ? `: ${why}` : ''}`
  await tx.update(releases).set({ state: 'cancelled', reason, endedAt: new Date() }).where(eq(releases.id, release.id))
  await addEvent(tx, release, { kind: 'cancelled', step: release.step, reason, by: userId })
  await settleAlert(tx, release)
}
