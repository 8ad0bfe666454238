import { describe, expect, it } from 'vitest'
import { seeded } from '#pipeline/seeded.ts'
import { compare, normalTail, quantile, type Sample, studentTail } from './statistics.ts'

const shares = (n: number, right: number): Sample => {
  const mean = right / n
  return { n, mean, variance: (mean * (1 - mean) * n) / (n - 1) }
}

// scipy.stats.norm.sf and t.sf, SciPy 1.17.
const tails = [
  [0, 0.5],
  [0.3, 0.3820885778110474],
  [1.96, 0.024997895148220435],
  [5, 2.866515718791933e-7],
] as const
const student = [
  [0.5, 3, 0.3257239824240755],
  [2, 7.3, 0.041970519667051565],
  [3.1, 40, 0.0017684542050208738],
] as const

describe('the comparison of two versions', () => {
  it('says of two shares and two means what SciPy says', () => {
    const options = { planned: 1000, confidence: 0.95 }
    expect(compare(shares(500, 450), shares(520, 430), { ...options, of: 'shares' })?.p).toBeCloseTo(
      0.0006976940709287277,
      9,
    )
    const [a, b] = [
      { n: 40, mean: 10.2, variance: 3.1 ** 2 },
      { n: 55, mean: 11.9, variance: 4.4 ** 2 },
    ]
    expect(compare(a, b, { ...options, of: 'means' })?.p).toBeCloseTo(0.029632550413669616, 9)
    for (const [z, tail] of tails) expect(normalTail(z)).toBeCloseTo(tail, 12)
    for (const [t, freedom, tail] of student) expect(studentTail(t, freedom)).toBeCloseTo(tail, 10)
    expect(quantile(0.9875)).toBeCloseTo(2.241402727604945, 9)
  })

  it('seldom finds a difference where there is none, however often it is asked', () => {
    const random = seeded(7)
    const found = Array.from({ length: 300 }, () => {
      const right = [0, 0]
      for (let n = 1; n <= 500; n += 1) {
        for (const arm of [0, 1]) right[arm] = (right[arm] ?? 0) + Number(random() < 0.8)
        if (n % 25 > 0) continue
        const [a = 0, b = 0] = right
        const told = compare(shares(n, a), shares(n, b), { of: 'shares', planned: 1000, confidence: 0.95 })
        if (told?.significant) return 1
      }
      return 0
    })
    expect(found.reduce<number>((sum, one) => sum + one, 0) / 300).toBeLessThan(0.07)
  })

  it('finds a difference that is there before the end', () => {
    const told = compare(shares(300, 270), shares(300, 200), { of: 'shares', planned: 1000, confidence: 0.95 })
    expect(told).toMatchObject({ significant: true, information: 0.6 })
    expect(told?.interval[1]).toBeLessThan(0)
  })
})
