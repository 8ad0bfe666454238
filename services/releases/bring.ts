import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { endpoints } from '#db/schema.ts'
import type { EndpointValue } from '#pipeline/ports/endpoint.ts'
import { releasePlan, stagesOf } from '#pipeline/release-plan.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { deploy } from '../endpoints/deploy.ts'
import { endpointName } from '../endpoints/find.ts'
import { currentRoutes } from '../endpoints/routes.ts'
import { versionRef } from '../models/find.ts'
import { parse } from '../parse.ts'
import { start } from './start.ts'

export const bringInput = z.object({
  endpoint: endpointName,
  version: versionRef,
  plan: releasePlan.prefault({}),
  step: z.object({ runId: z.uuid(), node: z.string() }),
})

export interface Brought extends EndpointValue {
  /** Whether all traffic went there at once, or did before, or a release leads it there. */
  how: 'deployed' | 'already' | 'released'
}

/** Brings a version to an endpoint for a step of a pipeline, once: by a release where there is a former version and the plan wants more than a switch. Faults: as `deploy` and `start`. */
export async function bring(ctx: Context, input: z.input<typeof bringInput>): Promise<Brought> {
  authorize(ctx, 'release', 'start')
  const { endpoint: name, version, plan, step } = parse(bringInput, input)
  const [known] = await ctx.db
    .select({ id: endpoints.id })
    .from(endpoints)
    .where(and(eq(endpoints.projectId, ctx.actor.projectId), eq(endpoints.name, name), isNull(endpoints.deletedAt)))
  const route = known && (await currentRoutes(ctx.db, [known.id])).get(known.id)
  const plain = stagesOf(plan).length === 0 && plan.approval === 'none'
  const all = route?.shares.length === 1 && 'versionId' in version && route.shares[0]?.versionId === version.versionId
  if (!known || !route || plain || all) {
    const { already, ...deployed } = await deploy(ctx, { endpoint: name, version, step })
    return { ...deployed, how: already ? 'already' : 'deployed' }
  }
  const started = await start(ctx, { endpoint: name, version, plan, step })
  return { type: 'endpoint', id: known.id, name, version: started.version, how: 'released' }
}
