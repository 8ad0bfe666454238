import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { endpoints } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { findEndpoint } from '../endpoints/find.ts'
import { latestRelease, type ReleaseRow } from './open-release.ts'

export const releaseRef = z.object({
  endpoint: z.string(),
  /** The one that whoever asks has looked at: no other that came meanwhile is changed. */
  release: z.uuid().optional(),
})
type ReleaseRef = z.output<typeof releaseRef>

export interface HeldRelease {
  endpoint: { id: string; name: string }
  release: ReleaseRow
}

/** The release of an endpoint that is under way, or its last; nobody else changes it until the transaction ends. Faults: NOT_FOUND; CONFLICT where another came after the one that was named. */
export async function holdLatest(
  tx: Queryable,
  projectId: string,
  { endpoint: name, release: seen }: ReleaseRef,
): Promise<HeldRelease> {
  const endpoint = await findEndpoint(tx, projectId, name)
  await tx.select({ id: endpoints.id }).from(endpoints).where(eq(endpoints.id, endpoint.id)).for('update')
  const release = await latestRelease(tx, endpoint.id)
  if (!release)
    throw new Fault('NOT_FOUND', `no release of this endpoint: ${name}`, { hint: 'start one, or deploy a version' })
  if (seen && seen !== release.id)
    throw new Fault('CONFLICT', `another release has come meanwhile: ${name}`, { hint: 'look at it again' })
  return { endpoint, release }
}

/** The same, under way. Faults: NOT_FOUND; CONFLICT when it has ended. */
export async function holdOpen(tx: Queryable, projectId: string, ref: ReleaseRef): Promise<HeldRelease> {
  const held = await holdLatest(tx, projectId, ref)
  demandOpen(held.release, ref.endpoint)
  return held
}

/** Faults: CONFLICT for one that does not wait. */
export async function holdWaiting(tx: Queryable, projectId: string, ref: ReleaseRef): Promise<HeldRelease> {
  const held = await holdOpen(tx, projectId, ref)
  if (held.release.state !== 'waiting')
    throw new Fault('CONFLICT', `the release waits for nobody: ${ref.endpoint}`, { hint: 'look at it again' })
  return held
}

function demandOpen({ endedAt, state }: ReleaseRow, name: string): void {
  if (endedAt) throw new Fault('CONFLICT', `the release has ended: ${name} is ${state}`, { hint: 'look at it again' })
}
