import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { routes, users } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { type Sunset, sunsetsOfEndpoints } from '../decommissions/sunsets.ts'
import { parse } from '../parse.ts'
import { findEndpoint } from './find.ts'
import { currentRoutes, type Share } from './routes.ts'
import { type Target, targetsOf } from './targets.ts'

export const getInput = z.object({ name: z.string() })

export interface ShownRoute {
  number: number
  shares: (Share & { model: string | null; version: number | null })[]
  reason: string | null
  createdAt: Date
  createdBy: string | null
}

export interface ShownEndpoint {
  id: string
  name: string
  /** Number of the route in force. */
  route: number
  targets: Target[]
  /** All routes, the newest first. */
  routes: ShownRoute[]
  /** When it stops to answer. */
  sunset: Sunset | null
  createdAt: Date
}

/** An endpoint, who answers for it and who did before. Faults: NOT_FOUND. */
export async function get(ctx: Context, input: z.input<typeof getInput>): Promise<ShownEndpoint> {
  authorize(ctx, 'endpoint', 'read')
  const { name } = parse(getInput, input)
  const { id, createdAt } = await findEndpoint(ctx.db, ctx.actor.projectId, name)
  const current = (await currentRoutes(ctx.db, [id])).get(id)
  const rows = await ctx.db
    .select({
      number: routes.number,
      shares: routes.shares,
      reason: routes.reason,
      createdAt: routes.createdAt,
      createdBy: users.name,
    })
    .from(routes)
    .leftJoin(users, eq(users.id, routes.createdBy))
    .where(eq(routes.endpointId, id))
    .orderBy(desc(routes.number))
    .limit(200)
  const all = [...new Map(rows.flatMap(({ shares }) => shares).map((share) => [share.versionId, share])).values()]
  const known = new Map((await targetsOf(ctx.db, all)).map((target) => [target.versionId, target]))
  return {
    id,
    name,
    route: current?.number ?? 0,
    targets: await targetsOf(ctx.db, current?.shares ?? []),
    routes: rows.map((row) => ({
      ...row,
      shares: row.shares.map((share) => {
        const target = known.get(share.versionId)
        return { ...share, model: target?.model ?? null, version: target?.number ?? null }
      }),
    })),
    sunset: (await sunsetsOfEndpoints(ctx.db, [id])).get(id) ?? null,
    createdAt,
  }
}
