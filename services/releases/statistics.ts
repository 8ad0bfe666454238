/** Of answers that were labelled: how many, their mean and their variance (with n − 1). */
export interface Sample {
  n: number
  mean: number
  variance: number
}

export interface Comparison {
  /** Challenger minus champion. */
  difference: number
  /** Of the difference, at the confidence that was asked for. */
  interval: [number, number]
  /** Two-sided, of a single look. */
  p: number
  /** How much of what was planned for has come, from 0 to 1. */
  information: number
  /** Whether there is a difference, however often one has looked. */
  significant: boolean
}

/**
 * Two proportions by the pooled z test, two means by Welch's t. Looked at again and again, a test at 0.05 would find
 * something in noise; so what counts is |z|·√information against a constant, which Brownian motion passes with at most
 * the probability asked for (reflection: P(sup |B| > c) ≤ 4·P(Z > c)).
 */
export function compare(
  champion: Sample,
  challenger: Sample,
  { of, planned, confidence }: { of: 'shares' | 'means'; planned: number; confidence: number },
): Comparison | null {
  const { n: n1, mean: m1, variance: v1 } = champion
  const { n: n2, mean: m2, variance: v2 } = challenger
  if (n1 < 2 || n2 < 2) return null
  const difference = m2 - m1
  const unpooled = Math.sqrt(v1 / n1 + v2 / n2)
  const pooled = (n1 * m1 + n2 * m2) / (n1 + n2)
  const error = of === 'shares' ? Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2)) : unpooled
  const p = error === 0 ? (difference === 0 ? 1 : 0) : twoSided(difference / error, of, champion, challenger)
  const information = Math.min(1, (n1 + n2) / planned)
  const alpha = 1 - confidence
  const half = quantile(1 - alpha / 2) * unpooled
  return {
    difference,
    interval: [difference - half, difference + half],
    p,
    information,
    significant: quantile(1 - p / 2) * Math.sqrt(information) > quantile(1 - alpha / 4),
  }
}

function twoSided(statistic: number, of: 'shares' | 'means', a: Sample, b: Sample): number {
  if (of === 'shares') return 2 * normalTail(Math.abs(statistic))
  const [x, y] = [a.variance / a.n, b.variance / b.n]
  const freedom = (x + y) ** 2 / (x ** 2 / (a.n - 1) + y ** 2 / (b.n - 1))
  return 2 * studentTail(Math.abs(statistic), freedom)
}

/** P(Z > z) of the standard normal distribution, for z ≥ 0: half the regularised incomplete gamma function Q(½, z²/2). */
export function normalTail(z: number): number {
  const x = (z * z) / 2
  if (x < 1.5) {
    let term = 1 / 0.5
    let sum = term
    for (let k = 1; k < 200 && term > sum * 1e-17; k += 1) {
      term *= x / (0.5 + k)
      sum += term
    }
    return 0.5 * (1 - (sum * Math.sqrt(x) * Math.exp(-x)) / Math.sqrt(Math.PI))
  }
  let b = x + 0.5
  let c = 1e300
  let d = 1 / b
  let h = d
  for (let k = 1; k < 500; k += 1) {
    const a = -k * (k - 0.5)
    b += 2
    d = 1 / (a * d + b)
    c = b + a / c
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-16) break
  }
  return (0.5 * (h * Math.sqrt(x) * Math.exp(-x))) / Math.sqrt(Math.PI)
}

/** P(T > t) of Student's distribution, for t ≥ 0: half the regularised incomplete beta function. */
export function studentTail(t: number, freedom: number): number {
  return 0.5 * incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5)
}

/** Numerical Recipes, 6.4: the continued fraction by Lentz's method. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x))
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b
}

function fraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / (1 - ((a + b) * x) / (a + 1))
  let h = d
  for (let m = 1; m < 1000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / (1 + even * d)
    c = 1 + even / c
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / (1 + odd * d)
    c = 1 + odd / c
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return h
}

/** Lanczos, g = 7. */
export function logGamma(x: number): number {
  const g = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ]
  const shifted = x - 1
  const sum = g.reduce(
    (total, coefficient, index) => (index === 0 ? coefficient : total + coefficient / (shifted + index)),
    0,
  )
  const t = shifted + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum)
}

/** Of the standard normal distribution, for probabilities from a half on; halved until it is exact. */
export function quantile(probability: number): number {
  if (probability >= 1) return Number.POSITIVE_INFINITY
  let [low, high] = [0, 40]
  for (let round = 0; round < 80; round += 1) {
    const middle = (low + high) / 2
    if (normalTail(middle) > 1 - probability) low = middle
    else high = middle
  }
  return (low + high) / 2
}
