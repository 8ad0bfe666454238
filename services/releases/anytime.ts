import type { Figures } from '../traffic/figures.ts'
import { percentile } from '../traffic/histogram.ts'
import { logGamma, type Sample } from './statistics.ts'

/**
 * A gate is looked at every few seconds, and an ordinary interval, asked so often, is wrong some day. These are confidence
 * sequences: right at all times at once, but for this chance. At most three of them decide a gate, so that of a hundred
 * versions that pass no limit fewer than five are sent back, however long they are watched.
 */
const alpha = 0.05 / 3
const enough = Math.log(1 / alpha)

const logBeta = (a: number, b: number) => logGamma(a) + logGamma(b) - logGamma(a + b)

interface Prior {
  a: number
  b: number
}

/**
 * How much speaks against a share, in logarithms: the likelihood ratio of a Beta mixture against it, which passes 1/α with
 * at most the probability α (Robbins 1970, “Statistical methods related to the law of the iterated logarithm”; Ville).
 */
function against(share: number, hits: number, of: number, { a, b }: Prior): number {
  const missed = of - hits
  const likelihood = (hits && hits * Math.log(share)) + (missed && missed * Math.log1p(-share))
  return logBeta(a + hits, b + missed) - logBeta(a, b) - likelihood
}

const jeffreys = { a: 0.5, b: 0.5 }

/** Between what a share surely lies, of so many hits. */
export function shareBetween(hits: number, of: number): [number, number] {
  if (of === 0) return [0, 1]
  const seen = hits / of
  const edge = (end: 0 | 1) => {
    let [within, without] = [seen, end as number]
    for (let round = 0; round < 50; round += 1) {
      const middle = (within + without) / 2
      if (against(middle, hits, of, jeffreys) < enough) within = middle
      else without = middle
    }
    return within
  }
  return [hits === 0 ? 0 : edge(0), hits === of ? 1 : edge(1)]
}

const p95 = 0.95
const nearP95 = { a: 19, b: 1 }
const possible = (below: number, of: number) => against(p95, below, of, nearP95) < enough

/** From so many answers on there is something above which the 95th percentile surely does not lie. */
export const fewestForP95 = Array.from({ length: 1000 }, (_, of) => of).find((of) => of > 0 && !possible(of, of)) ?? 0

/**
 * Between what the 95th percentile surely lies, in milliseconds: of the answers, as many as belong to a share of 0.95 lie
 * below it, so its interval is one of order statistics (Howard & Ramdas 2022, “Sequential estimation of quantiles”).
 */
export function p95Between({ latency, answered: of }: Pick<Figures, 'latency' | 'answered'>): [number, number] {
  let low = Math.floor(of * p95)
  let high = low
  while (low > 0 && possible(low - 1, of)) low -= 1
  while (high < of && possible(high + 1, of)) high += 1
  const at = (place: number) => (percentile(latency, place / of) ?? 0) / 1000
  return [low > 0 ? at(low) : 0, high < of ? at(high + 1) : Number.POSITIVE_INFINITY]
}

/** The rest of the answers, of which no more than so many that were left out can be slower. */
export function withoutSlowest({ latency, answered }: Pick<Figures, 'latency' | 'answered'>, count: number) {
  let left = count
  const rest = latency.toReversed().map((here) => {
    const out = Math.min(left, here)
    left -= out
    return here - out
  })
  return { latency: rest.toReversed(), answered: Math.max(0, answered - count) }
}

/** It is narrowest from about a hundred labels on. */
const rho2 = 0.1

/**
 * How far the difference of two means may be off, by their variances (Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas 2021,
 * “Time-uniform central limit theory and asymptotic confidence sequences”).
 */
export function meansWithin(one: Sample, other: Sample): number {
  const error = Math.sqrt(one.variance / one.n + other.variance / other.n)
  const time = Math.min(one.n, other.n) * rho2
  return error * Math.sqrt(((2 * (time + 1)) / time) * Math.log(Math.sqrt(time + 1) / alpha))
}
