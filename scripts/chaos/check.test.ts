import { expect, test } from 'vitest'
import { check, type Journal, type Records } from './check.ts'

const every = 10_000

/** Half a minute in which all went well. */
const journal = (): Journal => ({
  runs: ['a', 'b'],
  unsure: ['c'],
  schedules: [{ id: 's', everyMs: every, from: 5000, until: 45_000 }],
  approved: [1],
  sent: ['m'],
  taken: [{ message: 'm', run: 'w' }],
  started: ['r'],
  done: [{ release: 'r', what: 'cancel' }],
})
const records = (): Records => ({
  runs: ['a', 'b', 'f2', 'f3', 'w'].map((id) => ({ id, status: 'done', ended: true })),
  firings: [
    { scheduleId: 's', at: 20_000, runId: 'f2' },
    { scheduleId: 's', at: 30_000, runId: 'f3' },
  ],
  registered: [
    { runId: 'a', node: 'register' },
    { runId: 'b', node: 'register' },
  ],
  versions: [
    { model: 'm', number: 1, runId: 'a', node: 'register' },
    { model: 'm', number: 2, runId: 'b', node: 'register' },
  ],
  moves: [
    { action: 'approve-alias', actor: 'eve', request: 1, from: 1, to: 2 },
    { action: 'approve-alias', actor: 'eve', request: 2, from: 2, to: 1 },
  ],
  requests: [
    { id: 1, state: 'approved', requestedBy: 'ada', decidedBy: 'eve' },
    { id: 2, state: 'approved', requestedBy: 'ada', decidedBy: 'eve' },
    { id: 3, state: 'rejected', requestedBy: 'ada', decidedBy: 'eve' },
  ],
  alias: 1,
  arrivals: [{ message: 'm', outcome: 'ran', runId: 'w' }],
  ran: [{ message: 'm', runId: 'w' }],
  releases: [{ id: 'r', state: 'cancelled', approval: 'none', startedBy: 'ada', fromRoute: 1, from: 1, to: 2 }],
  happened: [{ release: 'r', kind: 'cancelled', by: 'ada', route: null }],
  trail: [{ release: 'r', action: 'cancel', actor: 'ada' }],
  routes: [{ number: 1, live: { 1: 1 } }],
  answers: [],
  answering: 1,
})

test('where all promises were held nothing is found', () => {
  expect(check(journal(), records())).toEqual([])
})

const first = <T>(list: T[]): T => list[0] as T

test.each<[string, (held: Records, told: Journal) => void, RegExp]>([
  ['a work that did nothing', (_, told) => told.schedules.pop(), /^idle: nothing was acknowledged of schedules/],
  ['a message that was lost', ({ arrivals }) => arrivals.pop(), /^lost: m was taken/],
  ['a release that was lost', ({ releases }) => releases.pop(), /^lost: release r was/],
  ['a run that is gone', ({ runs }) => runs.shift(), /^lost: run a was acknowledged/],
  ['a run that never ends', ({ runs }) => Object.assign(first(runs), { ended: false }), /^lost: run a never ended/],
  ['a run that nobody wanted', ({ runs }) => runs.push({ id: 'x', status: 'done', ended: true }), /nobody asked for/],
  ['a run that is there twice', ({ runs }) => runs.push({ ...first(runs) }), /^doubled: run a is there/],
  ['a firing that was left out', (held) => held.firings.pop(), /^lost: schedule s did not fire at .*30.000Z/],
  ['a firing without a run', ({ firings }) => Object.assign(first(firings), { runId: null }), /made no run/],
  ['a firing that came twice', ({ firings }) => firings.push({ ...first(firings), runId: 'c' }), /more than once/],
  ['two firings with one run', ({ firings }) => Object.assign(first(firings), { runId: 'f3' }), /more than one firing/],
  ['an effect that was lost', ({ versions }) => versions.pop(), /^lost: step register of run b/],
  ['an effect done twice', (held) => held.versions.push({ ...first(held.versions), number: 3 }), /registered twice/],
  ['a number left out', ({ versions }) => Object.assign(versions[1] ?? {}, { number: 3 }), /versions of m are 1,3/],
  ['an alias set by hand', ({ moves }) => Object.assign(first(moves), { action: 'set-alias' }), /set-alias by eve/],
  ['one who agrees with oneself', (held) => Object.assign(first(held.requests), { requestedBy: 'eve' }), /their own/],
  ['a move that was turned down', (held) => Object.assign(first(held.requests), { state: 'rejected' }), /is rejected/],
  ['an approval by nobody', (held) => Object.assign(first(held.requests), { decidedBy: null }), /decided by null/],
  ['a move that was not told', ({ moves }) => Object.assign(moves[1] ?? {}, { from: 3 }), /left 3 unseen/],
  ['an alias elsewhere', (held) => Object.assign(held, { alias: 7 }), /leads to 7, agreed was 1/],
  ['one approval that moved twice', ({ moves }) => Object.assign(moves[1] ?? {}, { request: 1 }), /more than once/],
  ['an approval that was lost', (_, told) => told.approved.push(3), /^lost: the approval of 3/],
  ['an approval without a move', ({ moves }) => moves.pop(), /^lost: request 2 is approved/],
])('%s is found', (_, spoil, found) => {
  const [told, held] = [journal(), records()]
  spoil(held, told)
  expect(check(told, held)).toContainEqual(expect.stringMatching(found))
})
