import { expect, test } from 'vitest'
import { type ReleasesHeld, type ReleasesTold, releases } from './check-releases.ts'

/** One promoted and rolled back, one promoted, one turned down, one that waits. */
const told = (): ReleasesTold => ({
  started: ['a', 'b', 'c', 'd'],
  done: [
    { release: 'a', what: 'approve' },
    { release: 'a', what: 'rollback' },
    { release: 'c', what: 'reject' },
  ],
})
const release = (id: string, state: string, fromRoute: number) =>
  ({ id, state, approval: 'before-promotion', startedBy: 'ada', fromRoute, from: 1, to: 2 }) as const
const ways: Record<number, number>[] = [
  ...[{ 1: 1 }, { 1: 0.8, 2: 0.2 }, { 2: 1 }, { 1: 1 }],
  ...[{ 2: 1 }, { 1: 0.2, 2: 0.8 }, { 2: 1 }],
]
const held = (): ReleasesHeld => ({
  releases: [
    release('a', 'rolled-back', 1),
    { ...release('b', 'promoted', 4), approval: 'before-start' },
    { ...release('c', 'cancelled', 5), from: 2, to: 1 },
    { ...release('d', 'waiting', 7), from: 2, to: 1 },
  ],
  happened: [
    { release: 'a', kind: 'started', by: 'ada', route: null },
    { release: 'a', kind: 'routed', by: 'ada', route: 2 },
    { release: 'a', kind: 'waits', by: null, route: null },
    { release: 'a', kind: 'promoted', by: 'eve', route: 3 },
    { release: 'a', kind: 'rolled-back', by: 'ada', route: 4 },
    { release: 'b', kind: 'promoted', by: 'eve', route: 5 },
    { release: 'c', kind: 'routed', by: 'ada', route: 6 },
    { release: 'c', kind: 'rejected', by: 'eve', route: 7 },
    { release: 'd', kind: 'waits', by: null, route: null },
  ],
  trail: [
    { release: 'a', action: 'approve', actor: 'eve' },
    { release: 'a', action: 'rollback', actor: 'ada' },
    { release: 'b', action: 'approve', actor: 'eve' },
    { release: 'c', action: 'reject', actor: 'eve' },
  ],
  routes: ways.map((live, at) => ({ number: at + 1, live })),
  answers: [
    { route: 1, version: 1 },
    { route: 2, version: 2 },
  ],
  answering: 2,
})

test('releases that were led as they should are in order', () => {
  expect(releases(told(), held())).toEqual([])
})

/** The nth of what happened is changed. */
const happened = (at: number, change: object) => (held: ReleasesHeld) => Object.assign(held.happened[at] ?? {}, change)
const live = (number: number, live: object) => (held: ReleasesHeld) =>
  Object.assign(held.routes[number - 1] ?? {}, { live })

test.each<[string, (held: ReleasesHeld, told: ReleasesTold) => void, RegExp]>([
  ['a release that is gone', (_, told) => told.started.push('x'), /^lost: release x was/],
  ['one that nobody leads', ({ releases }) => Object.assign(releases[3] ?? {}, { state: 'leading' }), /led nowhere/],
  ['an agreement that was lost', (held) => held.trail.shift(), /^lost: the approve of release a/],
  ['an agreement told twice', ({ trail }) => trail.push(...trail.slice(0, 1)), /^doubled: the approve/],
  ['one that ended twice', happened(4, { kind: 'cancelled' }), /^doubled: release a ended promoted, then cancelled/],
  [
    'an end that is not its state',
    ({ releases }) => Object.assign(releases[1] ?? {}, { state: 'failed' }),
    /is failed/,
  ],
  ['a wait that is no end', happened(7, { kind: 'waits' }), /release c is cancelled, what happened last is no end/],
  ['a promotion by nobody', (held) => held.trail.splice(2, 1), /^unapproved: release b was promoted/],
  ['a promotion by its author', happened(3, { by: 'ada' }), /^unapproved: release a was promoted/],
  ['an agreement with oneself', ({ trail }) => Object.assign(trail[0] ?? {}, { actor: 'ada' }), /ada agreed to/],
  ['all traffic before it was agreed', live(2, { 2: 1 }), /^unapproved: release a was routed/],
  ['a route by nobody', ({ routes }) => routes.push({ number: 8, live: { 1: 1 } }), /route 8 belongs to no release/],
  ['a route of two releases', happened(5, { route: 4 }), /^doubled: route 4 belongs to 2/],
  ['a number left out', ({ routes }) => routes.splice(3, 1), /^lost: routes are 1,2,3,5/],
  ['a route that is gone', ({ routes }) => routes.pop(), /^lost: route 7 is told of/],
  ['routes in another order', happened(6, { route: 4 }), /^lost: route 4 came late/],
  ['a way back that leads elsewhere', live(4, { 2: 1 }), /a is rolled-back, and route 4 does not lead back/],
  ['a promotion that leads elsewhere', live(5, { 1: 1 }), /b is promoted, and route 5 leads elsewhere/],
  ['traffic that was kept', happened(7, { route: null }), /^lost: release c is rejected and kept/],
  [
    'an answer beside the route',
    ({ answers }) => answers.push({ route: 1, version: 2 }),
    /version 2 answered by route 1/,
  ],
  ['an old route still in force', (held) => Object.assign(held, { answering: 1 }), /^lost: version 1 answers/],
])('%s is found', (_, spoil, found) => {
  const [knows, stored] = [told(), held()]
  spoil(stored, knows)
  expect(releases(knows, stored)).toContainEqual(expect.stringMatching(found))
})
