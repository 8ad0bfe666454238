import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { endpoints, routes } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { EndpointValue } from '#pipeline/ports/endpoint.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { versionRef } from '../models/find.ts'
import { holdServable } from '../models/hold-servable.ts'
import { parse } from '../parse.ts'
import { type EndpointRow, endpointName } from './find.ts'
import { addRoute, currentRoutes, type Share } from './routes.ts'

export const deployInput = z.object({
  endpoint: endpointName,
  version: versionRef,
  reason: z.string().max(500).optional(),
  /** For the worker: the step that deploys. Deploying twice for one step is deploying once. */
  step: z.object({ runId: z.uuid(), node: z.string() }).optional(),
})

export interface Deployed extends EndpointValue {
  /** All traffic went to this version before, so nothing was changed. */
  already: boolean
}

/**
 * Sends all traffic of an endpoint, made if it is new, to a version. Faults: NOT_FOUND; CONFLICT when another project has
 * an endpoint of this name.
 */
export async function deploy(ctx: Context, input: z.input<typeof deployInput>): Promise<Deployed> {
  authorize(ctx, 'endpoint', 'deploy')
  const { endpoint: name, version: ref, reason, step } = parse(deployInput, input)
  if (step) authorize(ctx, 'run', 'work')
  const { projectId } = ctx.actor
  const stepKey = step ? `${step.runId}:${step.node}` : null
  return await ctx.db.transaction(async (tx) => {
    const endpoint = await ensure(tx, projectId, name)
    const version = await holdServable(tx, projectId, ref)
    const value: EndpointValue = { type: 'endpoint', id: endpoint.id, name, version: version.number }
    if (stepKey) {
      const [known] = await tx
        .select({ id: routes.id })
        .from(routes)
        .where(and(eq(routes.endpointId, endpoint.id), eq(routes.stepKey, stepKey)))
      if (known) return { ...value, already: false }
    }
    const current = (await currentRoutes(tx, [endpoint.id])).get(endpoint.id)
    if (!endpoint.deletedAt && current && isAll(current.shares, version.id)) return { ...value, already: true }
    const shares = [{ versionId: version.id, weight: 1, mode: 'live' as const }]
    await addRoute(tx, ctx.actor, endpoint, { shares, reason: reason ?? `${version.model} ${version.number}`, stepKey })
    return { ...value, already: false }
  })
}

const isAll = ([share, ...others]: Share[], versionId: string): boolean =>
  others.length === 0 && share?.versionId === versionId && share.mode === 'live'

/** The endpoint of this name, locked. */
async function ensure(tx: Queryable, projectId: string, name: string): Promise<EndpointRow> {
  await tx.insert(endpoints).values({ projectId, name }).onConflictDoNothing()
  const [row] = await tx.select().from(endpoints).where(eq(endpoints.name, name)).for('update')
  if (row?.projectId !== projectId)
    throw new Fault('CONFLICT', `the name of this endpoint is taken: ${name}`, {
      at: { param: 'endpoint' },
      hint: 'choose another name',
    })
  if (row.deletedAt) await tx.update(endpoints).set({ deletedAt: null }).where(eq(endpoints.id, row.id))
  return row
}
