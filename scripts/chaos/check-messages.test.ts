import { expect, test } from 'vitest'
import { type MessagesHeld, type MessagesTold, messages } from './check-messages.ts'

/** One sent twice and answered twice, one whose answer was lost, one that never came through. */
const told = (): MessagesTold => ({
  sent: ['m1', 'm2', 'm3'],
  taken: ['m1', 'm1'].map((message) => ({ message, run: 'r1' })),
})
const held = (): MessagesHeld => ({
  arrivals: [1, 2].map((n) => ({ message: `m${n}`, outcome: 'ran', runId: `r${n}` })),
  ran: [1, 2].map((n) => ({ message: `m${n}`, runId: `r${n}` })),
})

test('messages that each made one run are in order', () => {
  expect(messages(told(), held())).toEqual([])
})

const first = <T>(list: T[]): T => list[0] as T

test.each<[string, (held: MessagesHeld, told: MessagesTold) => void, RegExp]>([
  ['a message that is gone', ({ arrivals }) => arrivals.shift(), /^lost: m1 was taken/],
  ['one that waits for ever', ({ arrivals }) => Object.assign(first(arrivals), { outcome: 'waiting' }), /is waiting$/],
  ['one whose run is gone', ({ ran }) => ran.shift(), /^lost: m1 says that it ran/],
  ['one that arrived twice', ({ arrivals }) => arrivals.push(first(arrivals)), /^doubled: m1 arrived/],
  ['one with two runs', ({ ran }) => ran.push({ message: 'm1', runId: 'r9' }), /^doubled: m1 made/],
  ['two answers that differ', (_, { taken }) => taken.push({ message: 'm1', run: 'r9' }), /answered with r9/],
  ['one that nobody signed', ({ ran }) => ran.push({ message: 'm9', runId: 'r9' }), /^forged: m9/],
  ['one let in unsigned', (_, { taken }) => taken.push({ message: 'm9', run: 'r9' }), /^forged: m9/],
])('%s is found', (_, spoil, found) => {
  const [knows, stored] = [told(), held()]
  spoil(stored, knows)
  expect(messages(knows, stored)).toContainEqual(expect.stringMatching(found))
})
