import { and, eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { type CountedBefore, releases, traffic } from '#db/schema.ts'
import { type GateState, type ReleasePlan, type Stage, stagesOf } from '#pipeline/release-plan.ts'
import type { Actor } from '../context.ts'
import { addRoute, currentRoutes, type Share } from '../endpoints/routes.ts'
import { minuteOf } from '../traffic/minute-of.ts'
import { addEvent } from './add-event.ts'
import { alertOf, settleAlert } from './alert.ts'
import type { ReleaseRow } from './open-release.ts'

interface Entered {
  step: number
  /** Why it goes there. */
  reason?: string
  gates?: GateState[]
  /** Who agreed, where somebody had to. */
  approvedBy?: string
  /** Null: the platform itself. */
  by?: string | null
}

/** Where all traffic goes to the new version: at its watch, or at the end. */
export const promotionOf = (stages: readonly Stage[]): number => {
  const watch = stages.findIndex(({ mode }) => mode === 'watch')
  return watch === -1 ? stages.length : watch
}

export const waitsBefore = ({ approval }: Pick<ReleasePlan, 'approval'>, stages: readonly Stage[], step: number) =>
  (approval === 'before-start' && step === 0) || (approval === 'before-promotion' && step === promotionOf(stages))

/** Begins a step of a release: its route, or the wait for somebody's agreement before it, or the end. The endpoint must be held. */
export async function enter(
  tx: Queryable,
  actor: Actor,
  endpoint: { id: string; name: string },
  release: ReleaseRow,
  { step, reason, gates, approvedBy, by = null }: Entered,
): Promise<void> {
  const stages = stagesOf(release.plan)
  const stage = stages[step]
  const now = new Date()
  const set = (change: Partial<ReleaseRow>) => tx.update(releases).set(change).where(eq(releases.id, release.id))

  if (waitsBefore(release.plan, stages, step) && approvedBy === undefined) {
    const waitsFor =
      step === promotionOf(stages) ? 'waits for somebody to agree to all traffic' : 'waits for somebody to agree'
    // The step before goes on meanwhile, and so does what is measured of it.
    await set({ step, state: 'waiting', reason: waitsFor })
    await addEvent(tx, release, {
      kind: 'waits',
      step,
      reason: reason ? `${reason}; ${waitsFor}` : waitsFor,
      by: null,
      gates,
    })
    await alertOf(tx, { release: { ...release, state: 'waiting', reason: waitsFor }, endpoint })
    return
  }
  const current = (await currentRoutes(tx, [endpoint.id])).get(endpoint.id)
  const shares = sharesOf(release, stage)
  const routed = JSON.stringify(current?.shares) !== JSON.stringify(shares)
  const route = (current?.number ?? 0) + Number(routed)
  const before = await countedBefore(tx, release, now)
  const over = stage === undefined
  await settleAlert(tx, { ...release, state: over ? 'promoted' : 'leading' })
  await set({
    ...{ step, stepAt: now, route, before },
    ...(over ? { state: 'promoted', reason: reason ?? null, endedAt: now } : { state: 'leading', reason: null }),
  })
  const kind = over ? 'promoted' : 'routed'
  await addEvent(tx, release, { kind, step, route, by: approvedBy ?? by, gates, reason })
  if (routed)
    await addRoute(tx, actor, endpoint, { shares, reason: routeReason(stage, step, reason), release: release.id })
}

function sharesOf({ fromVersionId, toVersionId }: ReleaseRow, stage: Stage | undefined): Share[] {
  if (!stage || stage.mode === 'watch') return [{ versionId: toVersionId, weight: 1, mode: 'live' }]
  const { mode, share } = stage
  if (mode === 'shadow')
    return [
      { versionId: fromVersionId, weight: 1, mode: 'live' },
      { versionId: toVersionId, weight: share, mode: 'shadow' },
    ]
  return share === 1
    ? [{ versionId: toVersionId, weight: 1, mode: 'live' }]
    : [
        { versionId: fromVersionId, weight: 1 - share, mode: 'live' },
        { versionId: toVersionId, weight: share, mode: 'canary' },
      ]
}

const routeReason = (stage: Stage | undefined, step: number, reason: string | undefined) =>
  `release, ${stage ? `step ${step + 1}` : 'all traffic'}${reason ? `: ${reason}` : ''}`

async function countedBefore(
  q: Queryable,
  { endpointId, fromVersionId, toVersionId }: ReleaseRow,
  now: Date,
): Promise<CountedBefore[]> {
  const rows = await q
    .select()
    .from(traffic)
    .where(and(eq(traffic.endpointId, endpointId), eq(traffic.minute, minuteOf(now))))
  return rows
    .filter(({ versionId }) => versionId === fromVersionId || versionId === toVersionId)
    .map(({ endpointId: _, minute: __, ...counted }) => counted)
}
