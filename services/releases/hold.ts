import { eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { endpoints } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { findEndpoint } from '../endpoints/find.ts'
import { latestRelease, type ReleaseRow } from './open-release.ts'

export interface HeldRelease {
  endpoint: { id: string; name: string }
  release: ReleaseRow
}

/** The release of an endpoint that is under way, or its last; nobody else changes it until the transaction ends. Faults: NOT_FOUND. */
export async function holdLatest(tx: Queryable, projectId: string, name: string): Promise<HeldRelease> {
  const endpoint = await findEndpoint(tx, projectId, name)
  await tx.select({ id: endpoints.id }).from(endpoints).where(eq(endpoints.id, endpoint.id)).for('update')
  const release = await latestRelease(tx, endpoint.id)
  if (!release)
    throw new Fault('NOT_FOUND', `no release of this endpoint: ${name}`, { hint: 'start one, or deploy a version' })
  return { endpoint, release }
}

/** The same, under way. Faults: NOT_FOUND; CONFLICT when it has ended. */
export async function holdOpen(tx: Queryable, projectId: string, name: string): Promise<HeldRelease> {
  const held = await holdLatest(tx, projectId, name)
  demandOpen(held.release, name)
  return held
}

/** Faults: CONFLICT for one that does not wait. */
export async function holdWaiting(tx: Queryable, projectId: string, name: string): Promise<HeldRelease> {
  const held = await holdOpen(tx, projectId, name)
  if (held.release.state !== 'waiting')
    throw new Fault('CONFLICT', `the release waits for nobody: ${name}`, { hint: 'look at it again' })
  return held
}

function demandOpen({ endedAt, state }: ReleaseRow, name: string): void {
  if (endedAt) throw new Fault('CONFLICT', `the release has ended: ${name} is ${state}`, { hint: 'look at it again' })
}
