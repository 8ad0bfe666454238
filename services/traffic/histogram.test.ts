import { expect, it } from 'vitest'
import { bucketOf, emptyHistogram, percentile } from './histogram.ts'

it('finds percentiles to a tenth, however many requests a bucket holds', () => {
  const histogram = emptyHistogram()
  for (let microseconds = 1; microseconds <= 100_000; microseconds += 1) {
    const bucket = bucketOf(microseconds)
    histogram[bucket] = (histogram[bucket] ?? 0) + 1
  }
  for (const share of [0.5, 0.95, 0.99])
    expect(Math.abs((percentile(histogram, share) ?? 0) / (share * 100_000) - 1)).toBeLessThan(0.1)
  expect(percentile(emptyHistogram(), 0.5)).toBeNull()
  expect(bucketOf(0)).toBe(0)
  expect(bucketOf(1e12)).toBe(emptyHistogram().length - 1)
})
