import { and, eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { type ReleaseState, releases, routes } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { GateState } from '#pipeline/release-plan.ts'
import type { Actor } from '../context.ts'
import { addRoute, currentRoutes } from '../endpoints/routes.ts'
import { addEvent } from './add-event.ts'
import { alertOf } from './alert.ts'
import type { ReleaseRow } from './open-release.ts'

export interface Ending {
  state: Extract<ReleaseState, 'rolled-back' | 'cancelled' | 'failed'>
  kind: 'rolled-back' | 'cancelled' | 'failed' | 'rejected'
  reason: string
  /** Null: the platform itself. */
  by: string | null
  gates?: GateState[]
}

/** Ends a release and sends all traffic where it was before, in one transaction; nothing else has to be alive for that. The endpoint must be held. */
export async function goBack(
  tx: Queryable,
  actor: Actor,
  endpoint: { id: string; name: string },
  release: ReleaseRow,
  { state, kind, reason, by, gates }: Ending,
): Promise<void> {
  const former = await sharesOfRoute(tx, endpoint.id, release.fromRoute)
  const now = (await currentRoutes(tx, [endpoint.id])).get(endpoint.id)
  const moved = now && now.number !== release.fromRoute
  await tx
    .update(releases)
    .set({ state, reason, endedAt: new Date(), route: now ? now.number + Number(moved) : null })
    .where(eq(releases.id, release.id))
  const route = moved ? now.number + 1 : undefined
  await addEvent(tx, release, { kind, step: release.step, reason, by, gates, route })
  if (state !== 'cancelled') await alertOf(tx, { release: { ...release, state, reason }, endpoint })
  if (moved) await addRoute(tx, actor, endpoint, { shares: former, reason, release: release.id })
}

async function sharesOfRoute(q: Queryable, endpointId: string, number: number) {
  const [row] = await q
    .select({ shares: routes.shares })
    .from(routes)
    .where(and(eq(routes.endpointId, endpointId), eq(routes.number, number)))
  if (!row) throw new Fault('NOT_FOUND', `no such route: ${number}`)
  return row.shares
}
