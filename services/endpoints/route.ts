import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { routes } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { versionRef } from '../models/find.ts'
import { holdServable } from '../models/hold-servable.ts'
import { parse } from '../parse.ts'
import { endByHand } from '../releases/end-by-hand.ts'
import { findEndpoint } from './find.ts'
import { addRoute, type Share } from './routes.ts'

export const routeInput = z.object({
  name: z.string(),
  /** A version, or the number of a former route to go back to. */
  to: z.union([versionRef, z.object({ route: z.number().int().min(1) })]),
  reason: z.string().max(500).optional(),
})

/**
 * Sends the traffic of an endpoint somewhere else, at once: a release that leads it ends with that, because who routes by
 * hand may be in need. Faults: NOT_FOUND, also when a version of a former route is gone.
 */
export async function route(ctx: Context, input: z.input<typeof routeInput>): Promise<{ number: number }> {
  authorize(ctx, 'endpoint', 'deploy')
  const { name, to, reason } = parse(routeInput, input)
  const { projectId } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    const endpoint = await findEndpoint(tx, projectId, name)
    const next =
      'route' in to
        ? await formerShares(tx, endpoint.id, to.route)
        : [{ versionId: (await holdServable(tx, projectId, to)).id, weight: 1, mode: 'live' as const }]
    for (const { versionId } of next) await holdServable(tx, projectId, { versionId })
    const why = reason ?? ('route' in to ? `back to route ${to.route}` : undefined)
    await endByHand(tx, ctx.actor, endpoint, why)
    const { number } = await addRoute(tx, ctx.actor, endpoint, { shares: next, reason: why })
    return { number }
  })
}

async function formerShares(tx: Queryable, endpointId: string, number: number): Promise<Share[]> {
  const [row] = await tx
    .select({ shares: routes.shares })
    .from(routes)
    .where(and(eq(routes.endpointId, endpointId), eq(routes.number, number)))
  if (!row) throw new Fault('NOT_FOUND', `no such route: ${number}`)
  return row.shares
}
