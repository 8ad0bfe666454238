import { routesOf } from './check-routes.ts'
import { repeated } from './repeated.ts'

export interface ReleasesTold {
  /** Ids of releases whose start was answered. */
  started: string[]
  /** Of those, what else was answered: by whom is not said. */
  done: { release: string; what: 'approve' | 'reject' | 'rollback' | 'cancel' }[]
}

export interface Release {
  id: string
  state: string
  approval: 'none' | 'before-start' | 'before-promotion'
  startedBy: string
  fromRoute: number
  /** Numbers of versions. */
  from: number
  to: number
}

export interface Happening {
  release: string
  kind: string
  by: string | null
  route: number | null
}

export interface ReleasesHeld {
  releases: Release[]
  /** Of all releases, in their order. */
  happened: Happening[]
  /** What the audit trail says of them. */
  trail: { release: string; action: string; actor: string }[]
  /** Of the endpoint, in their order; shares by number of the version. */
  routes: { number: number; live: Record<number, number> }[]
  /** By which route who answered. */
  answers: { route: number; version: number }[]
  /** Who answers after all is over. */
  answering: number | null
}

/** A release that needs agreement has it of somebody else before its version has the traffic; it ends once, and routes say the same. */
export const releases = (told: ReleasesTold, held: ReleasesHeld): string[] => [
  ...lost(told, held),
  ...held.releases.flatMap((release) => [...endsOf(release, held), ...unapproved(release, held)]),
  ...routesOf(held),
]

function lost({ started, done }: ReleasesTold, { releases, trail }: ReleasesHeld): string[] {
  const there = new Set(releases.map(({ id }) => id))
  const traced = trail.map(({ release, action }) => `${action} of release ${release}`)
  return [
    ...started.filter((id) => !there.has(id)).map((id) => `lost: release ${id} was acknowledged and is not there`),
    ...releases.filter(({ state }) => state === 'leading').map(({ id }) => `lost: release ${id} is led nowhere`),
    ...done
      .map(({ release, what }) => `${what} of release ${release}`)
      .filter((one) => !traced.includes(one))
      .map((one) => `lost: the ${one} was acknowledged`),
    ...repeated(traced).map((one) => `doubled: the ${one} is in the trail more than once`),
  ]
}

const stateAfter: Record<string, string> = {
  promoted: 'promoted',
  cancelled: 'cancelled',
  failed: 'failed',
  rejected: 'cancelled',
  'rolled-back': 'rolled-back',
}

/** One end; but what was promoted may be rolled back by hand. */
function endsOf({ id, state }: Release, { happened }: ReleasesHeld): string[] {
  const ends = happened.filter(({ release, kind }) => release === id && kind in stateAfter).map(({ kind }) => kind)
  const told = ends.join(', then ')
  if (ends.length > 1 && told !== 'promoted, then rolled-back') return [`doubled: release ${id} ended ${told}`]
  const last = ends.at(-1)
  const should = last ? stateAfter[last] : 'waiting'
  // One that is led nowhere is told of already.
  return state === should || (!last && state === 'leading')
    ? []
    : [`lost: release ${id} is ${state}, what happened last is ${last ?? 'no end'}`]
}

function unapproved({ id, approval, startedBy, to }: Release, { happened, trail, routes }: ReleasesHeld): string[] {
  if (approval === 'none') return []
  const agreed = trail.filter(({ release, action }) => release === id && action === 'approve')
  const own = happened.filter(({ release }) => release === id)
  const gives = own.findIndex(({ kind, route }) => {
    const live = routes.find(({ number }) => number === route)?.live ?? {}
    const brings = (kind === 'routed' || kind === 'promoted') && (live[to] ?? 0) > 0
    return brings && (approval === 'before-start' || live[to] === 1)
  })
  const approvers = own.slice(0, gives + 1).flatMap(({ by, kind }) => (by && kind !== 'started' ? [by] : []))
  return [
    ...agreed.filter(({ actor }) => actor === startedBy).map(() => `unapproved: ${startedBy} agreed to release ${id}`),
    ...(gives === -1 || agreed.some(({ actor }) => approvers.includes(actor))
      ? []
      : [`unapproved: release ${id} was ${own[gives]?.kind}, and nobody had agreed`]),
  ]
}
