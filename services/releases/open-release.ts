import { and, desc, eq, isNull } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { releases } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'

export type ReleaseRow = typeof releases.$inferSelect

/** The release that leads an endpoint or waits, if there is one. The endpoint's row is the lock for it. */
export async function openRelease(q: Queryable, endpointId: string): Promise<ReleaseRow | undefined> {
  const [row] = await q
    .select()
    .from(releases)
    .where(and(eq(releases.endpointId, endpointId), isNull(releases.endedAt)))
  return row
}

export async function latestRelease(q: Queryable, endpointId: string): Promise<ReleaseRow | undefined> {
  const [row] = await q
    .select()
    .from(releases)
    .where(eq(releases.endpointId, endpointId))
    .orderBy(desc(releases.startedAt), desc(releases.id))
    .limit(1)
  return row
}

/** Faults: CONFLICT where another release than this one is under way. */
export async function demandNoRelease(
  q: Queryable,
  endpoint: { id: string; name: string },
  release: string | undefined,
): Promise<void> {
  const open = await openRelease(q, endpoint.id)
  if (open && open.id !== release)
    throw new Fault('CONFLICT', `a release is under way: ${endpoint.name}`, {
      hint: 'wait until it has ended, cancel it, or roll it back',
    })
}
