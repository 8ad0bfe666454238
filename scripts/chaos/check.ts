import { type MessagesHeld, type MessagesTold, messages } from './check-messages.ts'
import { type ReleasesHeld, type ReleasesTold, releases } from './check-releases.ts'
import { repeated } from './repeated.ts'

/** What the platform acknowledged, by whoever asked it. */
export interface Journal extends MessagesTold, ReleasesTold {
  /** Ids of runs whose start was answered; of one that was never answered nothing is promised. */
  runs: string[]
  /** The same, where no answer came: it may be there or not. */
  unsure: string[]
  /** Each fires at all multiples of its interval that lie between. */
  schedules: { id: string; everyMs: number; from: number; until: number }[]
  /** Requests to move a protected alias whose approval was answered. */
  approved: number[]
}

/** What the database holds at the end. */
export interface Records extends MessagesHeld, ReleasesHeld {
  runs: { id: string; status: string; ended: boolean }[]
  firings: { scheduleId: string; at: number; runId: string | null }[]
  /** Steps that register a model and ended well. */
  registered: { runId: string; node: string }[]
  versions: { model: string; number: number; runId: string | null; node: string | null }[]
  /** Since it was protected, in their order. */
  moves: Move[]
  requests: { id: number; state: string; requestedBy: string; decidedBy: string | null }[]
  /** Where the protected alias leads. */
  alias: number | null
}

export interface Move {
  action: 'approve-alias' | 'set-alias' | 'remove-alias'
  actor: string
  request: number | null
  from: number | null
  to: number | null
}

/** Every broken promise, as a sentence. */
export const check = (journal: Journal, records: Records): string[] => [
  ...idle(journal),
  ...runsLost(journal, records),
  ...runsDoubled(journal, records),
  ...firingsLost(journal, records),
  ...effects(records),
  ...promotions(journal, records),
  ...messages(journal, records),
  ...releases(journal, records),
]

/** Where nothing was acknowledged, nothing is shown. */
const idle = ({ runs, schedules, approved, taken, started, done }: Journal): string[] =>
  Object.entries({ runs, schedules, approved, taken, started, done })
    .filter(([, told]) => told.length === 0)
    .map(([what]) => `idle: nothing was acknowledged of ${what}`)

function runsLost(journal: Journal, { runs }: Records): string[] {
  const byId = new Map(runs.map((run) => [run.id, run]))
  return [
    ...journal.runs.filter((id) => !byId.has(id)).map((id) => `lost: run ${id} was acknowledged and is not there`),
    ...runs.filter(({ ended }) => !ended).map(({ id, status }) => `lost: run ${id} never ended, it is ${status}`),
  ]
}

function runsDoubled(journal: Journal, { runs, firings, arrivals }: Records): string[] {
  const fired = firings.flatMap(({ runId }) => runId ?? [])
  const arrived = arrivals.flatMap(({ runId }) => runId ?? [])
  const asked = new Set([...journal.runs, ...journal.unsure, ...fired, ...arrived])
  return [
    ...repeated(firings.map(({ scheduleId, at }) => `${scheduleId} at ${new Date(at).toISOString()}`)).map(
      (firing) => `doubled: schedule ${firing} fired more than once`,
    ),
    ...repeated(fired).map((id) => `doubled: run ${id} belongs to more than one firing`),
    ...repeated(runs.map(({ id }) => id)).map((id) => `doubled: run ${id} is there more than once`),
    ...runs.filter(({ id }) => !asked.has(id)).map(({ id }) => `doubled: nobody asked for run ${id}`),
  ]
}

function firingsLost({ schedules }: Journal, { firings }: Records): string[] {
  return schedules.flatMap(({ id, everyMs, from, until }) => {
    const had = new Map(firings.filter(({ scheduleId }) => scheduleId === id).map((one) => [one.at, one.runId]))
    const due: number[] = []
    // The first and the last may or may not have been in time for what was asked around them.
    for (let at = Math.ceil(from / everyMs + 1) * everyMs; at < until - everyMs; at += everyMs) due.push(at)
    return due.flatMap((at) => {
      const time = new Date(at).toISOString()
      if (!had.has(at)) return [`lost: schedule ${id} did not fire at ${time}`]
      return had.get(at) === null ? [`lost: schedule ${id} fired at ${time} and made no run`] : []
    })
  })
}

/** A step's effect is there once; numbers are dense. */
function effects({ registered, versions }: Records): string[] {
  const made = versions.map(({ runId, node }) => `${runId} ${node}`)
  const models = new Set(versions.map(({ model }) => model))
  return [
    ...registered
      .filter(({ runId, node }) => !made.includes(`${runId} ${node}`))
      .map(({ runId, node }) => `lost: step ${node} of run ${runId} registered nothing`),
    ...repeated(made.filter((key) => !key.startsWith('null'))).map((key) => `doubled: ${key} registered twice`),
    ...[...models].flatMap((name) => {
      const own = versions.filter(({ model }) => model === name)
      const numbers = own.map(({ number }) => number).sort((a, b) => a - b)
      return numbers.some((number, at) => number !== at + 1) ? [`lost: versions of ${name} are ${numbers}`] : []
    }),
  ]
}

function promotions({ approved }: Journal, { moves, requests, alias }: Records): string[] {
  const byId = new Map(requests.map((request) => [request.id, request]))
  const told = moves.flatMap(({ request }) => request ?? [])
  const last = moves.at(-1)
  return [
    ...moves.flatMap((move) => unapproved(move, byId.get(move.request ?? -1))),
    ...moves
      .slice(1)
      .flatMap((move, at) => (move.from === moves[at]?.to ? [] : [`unapproved: the alias left ${move.from} unseen`])),
    ...(last && last.to !== alias ? [`unapproved: the alias leads to ${alias}, agreed was ${last.to}`] : []),
    ...repeated(told.map(String)).map((id) => `doubled: request ${id} moved the alias more than once`),
    ...approved.filter((id) => !told.includes(id)).map((id) => `lost: the approval of ${id} was acknowledged`),
    ...requests
      .filter(({ id, state }) => state === 'approved' && !told.includes(id))
      .map(({ id }) => `lost: request ${id} is approved and moved nothing`),
  ]
}

function unapproved({ action, actor, request: id }: Move, request: Records['requests'][number] | undefined): string[] {
  if (action !== 'approve-alias' || !request) return [`unapproved: ${action} by ${actor} without a request`]
  if (request.state !== 'approved') return [`unapproved: request ${id} is ${request.state}, the alias moved`]
  if (request.decidedBy !== actor) return [`unapproved: request ${id} was decided by ${request.decidedBy}`]
  return request.requestedBy === actor ? [`unapproved: ${actor} agreed to their own request ${id}`] : []
}
