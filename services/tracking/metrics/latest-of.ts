import type { MetricPoint } from './point.ts'

/** As Postgres orders them: NaN is greater than all numbers. */
const compare = (a: number, b: number) => (Number.isNaN(a) ? (Number.isNaN(b) ? 0 : 1) : Number.isNaN(b) ? -1 : a - b)

const order = (a: MetricPoint, b: MetricPoint) => a.step - b.step || a.at - b.at || compare(a.value, b.value)

export const oldestFirst = (points: readonly MetricPoint[]): MetricPoint[] => [...points].sort(order)

/** Of each key the latest point, by key: by step, then time, then value. */
export function latestOf(points: readonly MetricPoint[]): MetricPoint[] {
  const latest = new Map<string, MetricPoint>()
  for (const point of points) {
    const before = latest.get(point.key)
    if (!before || order(point, before) > 0) latest.set(point.key, point)
  }
  return [...latest.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}
