import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { type Sunset, sunsetsOfEndpoints } from '../decommissions/sunsets.ts'
import { parse } from '../parse.ts'
import { findEndpoint } from './find.ts'
import { currentRoutes } from './routes.ts'
import { type Target, targetsOf } from './targets.ts'

export const resolveInput = z.object({ name: z.string() })

export interface ResolvedEndpoint {
  id: string
  name: string
  targets: [Target, ...Target[]]
  /** When the endpoint stops to answer. */
  sunset: Sunset | null
}

/** Who answers for an endpoint now: all that serving needs. Faults: NOT_FOUND, also when nobody does. */
export async function resolve(ctx: Context, input: z.input<typeof resolveInput>): Promise<ResolvedEndpoint> {
  authorize(ctx, 'endpoint', 'read')
  const { name } = parse(resolveInput, input)
  const { id } = await findEndpoint(ctx.db, ctx.actor.projectId, name)
  const [first, ...others] = await targetsOf(ctx.db, (await currentRoutes(ctx.db, [id])).get(id)?.shares ?? [])
  if (!first)
    throw new Fault('NOT_FOUND', `no model version answers for the endpoint: ${name}`, {
      hint: 'deploy a version to it',
    })
  const sunset = (await sunsetsOfEndpoints(ctx.db, [id])).get(id) ?? null
  return { id, name, targets: [first, ...others], sunset }
}
