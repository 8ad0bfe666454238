interface Point {
  at: Date
  /** Null: nothing is known of it, and no line goes through it. */
  value: number | null
}

interface Slots {
  /** Of a slot, in minutes. */
  minutes: number
  /** The first and the last slot of the picture. */
  first: Date
  last: Date
  /** What a slot has that nothing was asked in. */
  empty: number | null
}

/** A point for every slot from just before the first to just after the last, so that no line is drawn over what is not there. */
export function inSlots(points: readonly Point[], { minutes, first, last, empty }: Slots): Point[] {
  const width = minutes * 60_000
  const measured = new Map(points.map((point) => [point.at.getTime(), point]))
  const times = [...measured.keys()]
  const from = Math.max(first.getTime(), Math.min(...times) - width)
  const to = Math.min(last.getTime(), Math.max(...times) + width)
  const count = times.length === 0 ? 0 : Math.round((to - from) / width) + 1
  return Array.from({ length: count }, (_, index) => {
    const at = from + index * width
    return measured.get(at) ?? { at: new Date(at), value: empty }
  })
}

export const known = (points: readonly Point[]) =>
  points.flatMap(({ at, value }) => (value === null ? [] : [{ at, value }]))

/** Those that no line shows: what is before and after them is not known. */
export const lone = (points: readonly Point[]): Point[] =>
  points.filter(
    ({ value }, index) =>
      value !== null && typeof points[index - 1]?.value !== 'number' && typeof points[index + 1]?.value !== 'number',
  )
