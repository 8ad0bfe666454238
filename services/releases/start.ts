import { and, eq, inArray, notInArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { endpoints, members, releases } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Signature } from '#pipeline/ports/model.ts'
import { type ReleasePlan, releasePlan } from '#pipeline/release-plan.ts'
import { authorize } from '../access/authorize.ts'
import { matrix } from '../access/matrix.ts'
import { append } from '../audit/append.ts'
import type { Actor, Context } from '../context.ts'
import { endpointName, findEndpoint } from '../endpoints/find.ts'
import { currentRoutes, type RouteRow } from '../endpoints/routes.ts'
import { tryVersion } from '../endpoints/try-version.ts'
import { findVersion, type VersionRow, versionRef } from '../models/find.ts'
import { holdServable } from '../models/hold-servable.ts'
import { parse } from '../parse.ts'
import { addEvent } from './add-event.ts'
import { authorsOf } from './authors-of.ts'
import { demandSameRows } from './demand-same-rows.ts'
import { enter } from './enter.ts'
import { demandNoRelease } from './open-release.ts'

export const startInput = z.object({
  endpoint: endpointName,
  version: versionRef,
  plan: releasePlan.prefault({}),
  /** What whoever decides should know. */
  note: z.string().trim().max(2000).optional(),
  /** For the worker: the step that starts it. Started twice for one step, it is started once. */
  step: z.object({ runId: z.uuid(), node: z.string() }).optional(),
})

/**
 * Brings a version to an endpoint's traffic by a strategy. Its first step is routed at once; what follows is led by
 * Temporal. Faults: NOT_FOUND; CONFLICT where a release is under way or the version has all traffic; INVALID_INPUT where
 * callers would not be answered by it, or nobody could agree; BAD_DATA where it does not answer its own example.
 */
export async function start(
  ctx: Context,
  input: z.input<typeof startInput>,
): Promise<{ id: string; version: number; already: boolean }> {
  authorize(ctx, 'release', 'start')
  const { endpoint: name, version: ref, plan: wanted, note, step } = parse(startInput, input)
  const { projectId, userId } = ctx.actor
  const stepKey = step ? `${step.runId}:${step.node}` : null
  const version = await findVersion(ctx.db, projectId, ref)
  const plan = forTask(wanted, version.signature)
  await tryVersion(ctx, ctx.models, version).catch((cause: unknown) => {
    throw new Fault('BAD_DATA', `this version does not answer its own example: ${version.model} ${version.number}`, {
      hint: Fault.of(cause).message,
      cause,
    })
  })
  return await ctx.db.transaction(async (tx) => {
    const endpoint = await findEndpoint(tx, projectId, name)
    await tx.select({ id: endpoints.id }).from(endpoints).where(eq(endpoints.id, endpoint.id)).for('update')
    if (stepKey) {
      const [known] = await tx.select({ id: releases.id }).from(releases).where(eq(releases.stepKey, stepKey))
      if (known) return { id: known.id, version: version.number, already: true }
    }
    await demandNoRelease(tx, endpoint, undefined)
    await holdServable(tx, projectId, { versionId: version.id })
    const route = (await currentRoutes(tx, [endpoint.id])).get(endpoint.id)
    const champion = await championOf(tx, projectId, route, version, name)
    demandSameRows(champion.signature, version.signature)
    if (plan.approval !== 'none')
      await demandApprover(tx, ctx.actor, await authorsOf(tx, { toVersionId: version.id, startedBy: userId, stepKey }))
    const [release] = await tx
      .insert(releases)
      .values({
        ...{
          projectId,
          endpointId: endpoint.id,
          fromRoute: route?.number ?? 0,
          plan,
          note,
          stepKey,
          startedBy: userId,
        },
        ...{ fromVersionId: champion.id, toVersionId: version.id, state: 'leading' },
      })
      .returning()
    if (!release) throw new Fault('INTERNAL', 'no row')
    await addEvent(tx, release, { kind: 'started', step: 0, by: userId, reason: note })
    await enter(tx, ctx.actor, endpoint, release, { step: 0, by: userId })
    const detail = { endpoint: name, version: version.id, strategy: plan.strategy }
    await append(tx, ctx.actor, { action: 'start', resource: 'release', resourceId: release.id, detail })
    return { id: release.id, version: version.number, already: false }
  })
}

/** Numbers are hardly ever right to the last digit: of them it counts how far they are off. */
const forTask = (plan: ReleasePlan, { task }: Signature): ReleasePlan =>
  task === 'regression' && plan.metric.of === 'right' ? { ...plan, metric: { ...plan.metric, of: 'error' } } : plan

/** Who has most of the traffic. */
async function championOf(
  tx: Queryable,
  projectId: string,
  route: RouteRow | undefined,
  version: VersionRow,
  name: string,
): Promise<VersionRow> {
  const live = route?.shares.filter(({ mode }) => mode !== 'shadow') ?? []
  const [first, ...others] = live
  if (!first)
    throw new Fault('CONFLICT', `nobody answers for this endpoint yet: ${name}`, { hint: 'deploy the version to it' })
  const { versionId } = others.reduce((most, share) => (share.weight > most.weight ? share : most), first)
  if (versionId === version.id)
    throw new Fault('CONFLICT', `this version has the traffic already: ${version.model} ${version.number}`, {
      at: { param: 'version' },
      hint: 'choose another version',
    })
  return await findVersion(tx, projectId, { versionId })
}

async function demandApprover(tx: Queryable, { projectId }: Actor, authors: string[]): Promise<void> {
  const [other] = await tx
    .select({ id: members.userId })
    .from(members)
    .where(
      and(
        eq(members.projectId, projectId),
        notInArray(members.userId, authors),
        inArray(members.role, [...matrix.release.decide]),
      ),
    )
    .limit(1)
  if (!other)
    throw new Fault('INVALID_INPUT', 'nobody else is there who could agree to this release', {
      at: { param: 'plan.approval' },
      hint: 'invite somebody to the project, or leave the approval out',
    })
}
