import { desc, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { endpoints, routes } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { append } from '../audit/append.ts'
import type { Actor } from '../context.ts'
import { sunsetsOfEndpoints } from '../decommissions/sunsets.ts'
import { notify } from '../events/notify.ts'
import { demandNoRelease } from '../releases/open-release.ts'

export type RouteRow = typeof routes.$inferSelect
export type Share = RouteRow['shares'][number]

/** The route in force of each endpoint. */
export async function currentRoutes(q: Queryable, endpointIds: readonly string[]): Promise<Map<string, RouteRow>> {
  if (endpointIds.length === 0) return new Map()
  const rows = await q
    .selectDistinctOn([routes.endpointId])
    .from(routes)
    .where(inArray(routes.endpointId, [...endpointIds]))
    .orderBy(routes.endpointId, desc(routes.number))
  return new Map(rows.map((row) => [row.endpointId, row]))
}

interface NewRoute {
  shares: Share[]
  reason?: string | undefined
  stepKey?: string | null
  /** The release that asks for it. */
  release?: string
}

/** A new row says where traffic goes from now on; the endpoint's row is the lock that numbers them. Faults: CONFLICT while a release leads it; GONE. */
export async function addRoute(
  tx: Queryable,
  actor: Actor,
  endpoint: { id: string; name: string },
  { shares, reason, stepKey, release }: NewRoute,
): Promise<RouteRow> {
  await tx.select({ id: endpoints.id }).from(endpoints).where(eq(endpoints.id, endpoint.id)).for('update')
  await demandNoRelease(tx, endpoint, release)
  const sunset = (await sunsetsOfEndpoints(tx, [endpoint.id])).get(endpoint.id)
  if (sunset)
    throw new Fault('GONE', `this endpoint is to answer no more: ${endpoint.name}, ${sunset.reason}`, {
      hint: 'choose another endpoint, or take its date back first',
    })
  const last = (await currentRoutes(tx, [endpoint.id])).get(endpoint.id)
  const number = (last?.number ?? 0) + 1
  const [row] = await tx
    .insert(routes)
    .values({ endpointId: endpoint.id, number, shares, reason, stepKey, createdBy: actor.userId })
    .returning()
  if (!row) throw new Fault('INTERNAL', 'no row')
  await notify(tx, { project: actor.projectId, topic: 'endpoint', id: endpoint.id })
  await append(tx, actor, {
    action: 'route',
    resource: 'endpoint',
    resourceId: endpoint.id,
    detail: { name: endpoint.name, number, shares },
  })
  return row
}
