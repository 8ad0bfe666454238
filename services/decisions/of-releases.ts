import { asc, eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { endpoints, type ReleaseEventKind, releaseEvents, releases, users } from '#db/schema.ts'
import type { DecisionEvent, DecisionKind } from './event.ts'

const kinds: Record<ReleaseEventKind, { kind: DecisionKind; good: boolean | null }> = {
  started: { kind: 'released', good: null },
  waits: { kind: 'asked', good: null },
  approved: { kind: 'approved', good: true },
  rejected: { kind: 'rejected', good: false },
  routed: { kind: 'routed', good: null },
  promoted: { kind: 'released', good: true },
  'rolled-back': { kind: 'released', good: false },
  cancelled: { kind: 'released', good: null },
  failed: { kind: 'released', good: false },
}

/** How the version came to an endpoint's traffic, and what became of it there. */
export async function ofReleases(q: Queryable, versionId: string): Promise<DecisionEvent[]> {
  const rows = await q
    .select({ event: releaseEvents, release: releases.id, endpoint: endpoints.name, by: users.name })
    .from(releaseEvents)
    .innerJoin(releases, eq(releases.id, releaseEvents.releaseId))
    .innerJoin(endpoints, eq(endpoints.id, releases.endpointId))
    .leftJoin(users, eq(users.id, releaseEvents.by))
    .where(eq(releases.toVersionId, versionId))
    .orderBy(asc(releaseEvents.id))
  return rows.map(({ event: { at, kind, reason, route }, release, endpoint, by }) => ({
    ...{ at, by, ...kinds[kind], link: `/endpoints/${endpoint}?release=${release}` },
    what: [
      `${endpoint}: ${kind === 'waits' ? 'not yet' : kind.replace('-', ' ')}`,
      route === null ? '' : `route ${route}`,
      reason ?? '',
    ]
      .filter(Boolean)
      .join(', '),
  }))
}
