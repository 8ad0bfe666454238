interface Point {
  /** How many logged values it stands for. */
  count: number
  value: number | null
}

/**
 * Exponential moving average with bias correction (Kingma and Ba 2015, section 3). A point that sums up n values weighs
 * as n of them, so that a curve looks the same however few points it is drawn from. What is no number is passed over.
 */
export function smooth(points: readonly Point[], weight: number): (number | null)[] {
  if (weight <= 0) return points.map(({ value }) => value)
  let mean = 0
  let left = 1
  return points.map(({ value, count }) => {
    if (value === null) return null
    const keep = weight ** count
    mean = keep * mean + (1 - keep) * value
    left *= keep
    return mean / (1 - left)
  })
}
