import { Fault } from '#pipeline/fault.ts'
import { boundedMap } from '../bounded-map.ts'
import type { Actor } from '../context.ts'

/** Questions that somebody may have in stock, and how many come back a second: enough for a slider that is dragged. */
const most = 120
const perSecond = 40

const buckets = boundedMap<string, { left: number; at: number }>(10_000)

/** A token bucket a visitor, in each process. Faults: UNAVAILABLE. */
export function pace({ userId, visit }: Actor, cost = 1, now = performance.now()): void {
  if (!visit) return
  const before = buckets.get(userId) ?? { left: most, at: now }
  const left = Math.min(most, before.left + ((now - before.at) / 1000) * perSecond) - cost
  if (left < 0) throw new Fault('UNAVAILABLE', 'too many questions at once', { hint: 'wait a second, then ask again' })
  buckets.set(userId, { left, at: now })
}
