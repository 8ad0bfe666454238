/** Four buckets to each doubling, so that a percentile is right to a tenth: the first below 16 µs, the last above two minutes. */
const first = 16
const perDoubling = 4
export const buckets = 94

/** Requests by bucket. */
export type Histogram = number[]

export const emptyHistogram = (): Histogram => new Array<number>(buckets).fill(0)

export const bucketOf = (microseconds: number): number =>
  microseconds < first
    ? 0
    : Math.min(buckets - 1, 1 + Math.floor(perDoubling * Math.log2(Math.max(1, microseconds / first))))

/** Where a bucket begins, in microseconds. */
export const beginOf = (bucket: number): number => (bucket === 0 ? 0 : first * 2 ** ((bucket - 1) / perDoubling))

export const added = (a: Histogram, b: Histogram): Histogram => a.map((count, bucket) => count + (b[bucket] ?? 0))

/** In microseconds, even within its bucket; null where nothing was counted. `share` from 0 to 1. */
export function percentile(histogram: Histogram, share: number): number | null {
  const total = histogram.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  let left = share * total
  for (const [bucket, count] of histogram.entries()) {
    if (count > 0 && left <= count) {
      const [from, to] = [beginOf(bucket), beginOf(bucket + 1)]
      return from + (to - from) * (left / count)
    }
    left -= count
  }
  return beginOf(histogram.findLastIndex((count) => count > 0) + 1)
}
