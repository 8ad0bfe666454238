import { z } from 'zod'
import { type CategoriesSeen, categoriesSeen } from '#engines/models/categories-seen.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { readCategories } from '../artifacts/read-details.ts'
import type { Context } from '../context.ts'
import { type Sunset, sunsetsOfEndpoints } from '../decommissions/sunsets.ts'
import { parse } from '../parse.ts'
import { findEndpoint } from './find.ts'
import { currentRoutes } from './routes.ts'
import { type Target, targetsOf } from './targets.ts'

export const resolveInput = z.object({ name: z.string() })

export interface ServingTarget extends Target {
  /** Whether training saw a category, for columns with more of them than the signature lists. */
  seen: CategoriesSeen
}

export interface ResolvedEndpoint {
  id: string
  name: string
  /** Number of the route in force. */
  route: number
  targets: [ServingTarget, ...ServingTarget[]]
  /** When the endpoint stops to answer. */
  sunset: Sunset | null
}

/** Who answers for an endpoint now: all that serving needs. Faults: NOT_FOUND, also when nobody does. */
export async function resolve(ctx: Context, input: z.input<typeof resolveInput>): Promise<ResolvedEndpoint> {
  authorize(ctx, 'endpoint', 'read')
  const { name } = parse(resolveInput, input)
  const { id } = await findEndpoint(ctx.db, ctx.actor.projectId, name)
  const route = (await currentRoutes(ctx.db, [id])).get(id)
  const targets = await targetsOf(ctx.db, route?.shares ?? [])
  const [first, ...others] = await Promise.all(
    targets.map(async (target) => ({ ...target, seen: await categoriesOf(ctx, target) })),
  )
  if (!route || !first)
    throw new Fault('NOT_FOUND', `no model version answers for the endpoint: ${name}`, {
      hint: 'deploy a version to it',
    })
  const sunset = (await sunsetsOfEndpoints(ctx.db, [id])).get(id) ?? null
  return { id, name, route: route.number, targets: [first, ...others], sunset }
}

async function categoriesOf(ctx: Context, { signature, details }: Target): Promise<CategoriesSeen> {
  const unlisted = signature.inputs.some(({ categories = [], categoryCount = 0 }) => categoryCount > categories.length)
  return categoriesSeen(unlisted ? await readCategories(ctx, { artifact: details }) : {})
}
