import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { endpoints, releases } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { stagesOf } from '#pipeline/release-plan.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { holdServable } from '../models/hold-servable.ts'
import { parse } from '../parse.ts'
import { decide } from './decide.ts'
import { goBack } from './end.ts'
import { enter } from './enter.ts'
import { measure } from './measure.ts'
import type { ReleaseRow } from './open-release.ts'

export const advanceInput = z.object({ releaseId: z.uuid() })

/** How soon it is to be looked at again, in milliseconds; null when it has ended. */
export interface Advanced {
  again: number | null
}

const soonest = 1000
const often = 10_000
const seldom = 60 * 60 * 1000

/** Looks at a release and does what its measures say, once: looking again changes nothing more. Faults: NOT_FOUND. */
export async function advance(ctx: Context, input: z.input<typeof advanceInput>): Promise<Advanced> {
  authorize(ctx, 'release', 'lead')
  const { releaseId } = parse(advanceInput, input)
  return await ctx.db.transaction(async (tx) => {
    const { endpoint, release } = await held(tx, ctx.actor.projectId, releaseId)
    if (release.endedAt) return { again: null }
    const waits = release.state === 'waiting'
    const stage = stagesOf(release.plan)[waits ? release.step - 1 : release.step]
    if (!stage) return { again: seldom }
    const minutes = (Date.now() - release.stepAt.getTime()) / 60_000
    const measured = await measure(tx, release, stage)
    const { verdict, because, gates } = decide({ plan: release.plan, stage, minutes, measured })
    // While somebody is waited for, only a gate sends it back.
    const isLeft = waits && !gates.some(({ says }) => says === 'fails')
    if (isLeft || verdict === 'stay') return { again: untilNext(stage.minutes - minutes) }
    if (verdict === 'back') {
      await goBack(tx, ctx.actor, endpoint, release, {
        state: 'rolled-back',
        kind: 'rolled-back',
        reason: because,
        by: null,
        gates,
      })
      return { again: null }
    }
    const gone = await unservable(tx, ctx.actor.projectId, release.toVersionId)
    if (gone) {
      await goBack(tx, ctx.actor, endpoint, release, { state: 'failed', kind: 'failed', reason: gone, by: null, gates })
      return { again: null }
    }
    await enter(tx, ctx.actor, endpoint, release, { step: release.step + 1, reason: because, gates })
    return { again: soonest }
  })
}

const untilNext = (minutesLeft: number): number =>
  minutesLeft > 0 ? Math.max(soonest, Math.min(often, minutesLeft * 60_000)) : often

async function held(tx: Queryable, projectId: string, id: string) {
  const [row] = await tx
    .select({ release: releases, endpoint: endpoints })
    .from(releases)
    .innerJoin(endpoints, eq(endpoints.id, releases.endpointId))
    .where(eq(releases.id, id))
    .for('update', { of: endpoints })
  if (row?.release.projectId !== projectId) throw new Fault('NOT_FOUND', `no such release: ${id}`)
  const [release] = await tx.select().from(releases).where(eq(releases.id, id))
  return { endpoint: row.endpoint, release: release as ReleaseRow }
}

async function unservable(tx: Queryable, projectId: string, versionId: string): Promise<string | undefined> {
  try {
    await holdServable(tx, projectId, { versionId })
  } catch (thrown) {
    const fault = Fault.of(thrown)
    if (fault.code === 'NOT_FOUND' || fault.code === 'GONE') return fault.message
    throw thrown
  }
  return undefined
}
