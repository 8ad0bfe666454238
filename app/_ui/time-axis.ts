const least = 6 * 60 * 1000
const day = 24 * 60 * 60 * 1000

/** A time axis for Plot that says hours as people write them, and is one also where there is but one moment. */
export function timeAxis(times: readonly Date[], ticks: number) {
  const all = times.map((at) => at.getTime())
  const [first, last] = [Math.min(...all), Math.max(...all)]
  const from = Math.min(first, last - least)
  const short = last - from < day
  return {
    type: 'time' as const,
    label: null,
    ticks,
    ...(times.length > 0 && { domain: [new Date(from), new Date(last)] }),
    ...(short && { tickFormat: (at: Date) => at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' }) }),
  }
}
