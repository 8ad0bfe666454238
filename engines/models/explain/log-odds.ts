import type { Link } from './structure.ts'

/**
 * The scale on which sums become shares, a number an answer: of two, the log-odds of each against the other; of more, how
 * far the logarithm of each share lies above the mean of all (centred log-ratio; Aitchison 1986), which is the sum less the
 * mean of all sums. Linear, so that contributions may be put on it too. Undefined for sums that make no such shares.
 */
export function logOdds(sums: readonly number[], post: Link['post'], outputs: number): number[] | undefined {
  const [first = 0, second = 0] = sums
  if (outputs === 2) {
    if (sums.length > 2 || (post === 'shared' && sums.length < 2)) return undefined
    const of = post === 'shared' ? second - first : sums.length === 1 ? first : second
    return [-of, of]
  }
  if (post !== 'shared' || sums.length !== outputs) return undefined
  const mean = sums.reduce((a, b) => a + b, 0) / outputs
  return sums.map((one) => one - mean)
}

/** The shares that these log-odds stand for. */
export function sharesOf(odds: readonly number[]): number[] {
  if (odds.length === 2) return odds.map((one) => 1 / (1 + Math.exp(-one)))
  const most = Math.max(...odds)
  const powers = odds.map((one) => Math.exp(one - most))
  const all = powers.reduce((a, b) => a + b, 0)
  return powers.map((one) => one / all)
}
