import { and, asc, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { type ReleaseEventKind, releaseEvents, releases, users } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { type GateState, type ReleasePlan, type Stage, stagesOf } from '#pipeline/release-plan.ts'
import { authorize } from '../access/authorize.ts'
import { matrix, type Role } from '../access/matrix.ts'
import type { Context } from '../context.ts'
import { findEndpoint } from '../endpoints/find.ts'
import { parse } from '../parse.ts'
import { authorsOf } from './authors-of.ts'
import { type Assessment, decide } from './decide.ts'
import { promotionOf } from './enter.ts'
import type { Measured } from './gates.ts'
import { measure } from './measure.ts'
import type { ReleaseRow } from './open-release.ts'
import { type ShownRelease, selectReleases, shownRelease } from './shown.ts'

/** The one under way, or the last; another by its id. */
export const getInput = z.object({ endpoint: z.string(), id: z.uuid().optional() })

export interface ReleaseEvent {
  at: Date
  kind: ReleaseEventKind
  step: number
  route: number | null
  reason: string | null
  /** Null: the platform itself. */
  by: string | null
  gates: GateState[] | null
}

export interface DetailedRelease extends ShownRelease {
  plan: ReleasePlan
  stages: Stage[]
  /** The step with which all traffic goes to the new version. */
  promotion: number
  stepAt: Date
  route: number | null
  fromRoute: number
  events: ReleaseEvent[]
  /** What its measures say now, or said last while it waits. */
  now: (Assessment & Measured) | null
  may: { decide: boolean; stop: boolean }
}

/** A release with all that somebody needs who decides over it; null where there never was one. Faults: NOT_FOUND. */
export async function get(ctx: Context, input: z.input<typeof getInput>): Promise<DetailedRelease | null> {
  authorize(ctx, 'release', 'read')
  const { endpoint: name, id } = parse(getInput, input)
  const { projectId, userId, role } = ctx.actor
  const { id: endpointId } = await findEndpoint(ctx.db, projectId, name)
  const [found] = await selectReleases(ctx.db)
    .where(and(eq(releases.endpointId, endpointId), id === undefined ? undefined : eq(releases.id, id)))
    .orderBy(desc(releases.startedAt), desc(releases.id))
    .limit(1)
  if (!found && id !== undefined) throw new Fault('NOT_FOUND', `no such release: ${id}`)
  if (!found) return null
  const { release } = found
  const { plan, stepAt, route, fromRoute, state } = release
  const stages = stagesOf(plan)
  const events = await ctx.db
    .select({ event: releaseEvents, by: users.name })
    .from(releaseEvents)
    .leftJoin(users, eq(users.id, releaseEvents.by))
    .where(eq(releaseEvents.releaseId, release.id))
    .orderBy(asc(releaseEvents.id))
  const authors = state === 'waiting' ? await authorsOf(ctx.db, release) : []
  const decides: readonly Role[] = matrix.release.decide
  const stops: readonly Role[] = matrix.release.stop
  return {
    ...shownRelease(found),
    ...{ plan, stages, promotion: promotionOf(stages), stepAt, route, fromRoute },
    events: events.map(({ event: { at, kind, step, route, reason, by, gates }, by: who }) => ({
      ...{ at, kind, step, route, reason, by: who ?? by, gates },
    })),
    now: release.endedAt ? null : await assess(ctx, release, stages),
    may: {
      decide: state === 'waiting' && decides.includes(role) && !authors.includes(userId),
      stop: !release.endedAt && stops.includes(role),
    },
  }
}

/** While somebody is waited for, the step before says what they decide on. */
async function assess(ctx: Context, release: ReleaseRow, stages: Stage[]) {
  const stage = stages[release.state === 'waiting' ? release.step - 1 : release.step]
  if (!stage) return null
  const measured = await measure(ctx.db, release, stage)
  const minutes = (Date.now() - release.stepAt.getTime()) / 60_000
  return { ...decide({ plan: release.plan, stage, minutes, measured }), ...measured }
}
