export interface Bar {
  name: string
  added: number
  error: number
  /** From and to, as values of the answer. */
  from: number
  to: number
}

const most = 12

export interface Waterfall {
  bars: Bar[]
  /** Features that are put together in the last bar. */
  others: number
  low: number
  high: number
}

/** From the average to the answer, the strongest feature first; the weakest of many are put together. */
export function waterfall(
  base: number,
  features: readonly { name: string; added: number; error: number }[],
  othersName: (count: number) => string,
): Waterfall {
  const sorted = features.toSorted((a, b) => Math.abs(b.added) - Math.abs(a.added))
  const shown = sorted.length > most ? sorted.slice(0, most - 1) : sorted
  const rest = sorted.slice(shown.length)
  const others = rest.length
    ? [
        {
          name: othersName(rest.length),
          added: rest.reduce((sum, { added }) => sum + added, 0),
          error: Math.hypot(...rest.map(({ error }) => error)),
        },
      ]
    : []
  let at = base
  const bars = [...shown, ...others].map((one): Bar => {
    const from = at
    at += one.added
    return { ...one, from, to: at }
  })
  const ends = [base, ...bars.map(({ to }) => to)]
  return { bars, others: rest.length, low: Math.min(...ends), high: Math.max(...ends) }
}
