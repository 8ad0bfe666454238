import type { GateName, GateState, ReleasePlan, Stage } from '#pipeline/release-plan.ts'
import type { Figures } from '../traffic/figures.ts'
import { fewestForP95, meansWithin, p95Between, shareBetween, withoutSlowest } from './anytime.ts'
import type { Sample } from './statistics.ts'

export interface Measured {
  champion: Figures
  challenger: Figures
  /** Of the plan's metric; absent where no label has come. */
  outcomes: { champion: Sample | null; challenger: Sample | null }
}

/** Latencies this near each other, in milliseconds, are equal: nobody notices, and small ones jump. */
const unnoticed = 5

export function gatesOf({ gates, metric }: ReleasePlan, stage: Stage, measured: Measured): GateState[] {
  const { champion, challenger, outcomes } = measured
  const state = (gate: GateName, given: Seen): GateState[] => {
    const limit = gates[gate]
    if (limit === null) return []
    const { value, atLeast, seen, fewest = 1 } = given
    const { champion, challenger } = given
    // What holds already needs no more than was asked for; what fails must be sure of it.
    const sample = value !== null && value > limit ? Math.max(gates.sample, fewest) : gates.sample
    const known = value === null || seen < sample ? 'knows too little' : value <= limit ? 'holds' : 'unsure'
    const says = known === 'unsure' ? (atLeast > limit ? 'fails' : 'knows too little') : known
    return [{ gate, limit, sample, says, value, atLeast, champion, challenger, seen }]
  }
  const [before, after] = [outcomes.champion, outcomes.challenger]
  const worse = before && after && worseBy(metric, before.mean, after.mean)
  return [
    ...state('errors', errorsOf(champion, challenger)),
    ...state('slower', slownessOf(champion, challenger)),
    ...(stage.mode === 'shadow'
      ? state('disagreement', {
          ...{ value: challenger.disagreement, champion: null, challenger: challenger.disagreement },
          atLeast: shareBetween(challenger.disagreed, challenger.compared)[0],
          seen: challenger.compared,
        })
      : []),
    ...state('worse', {
      ...{ value: worse, champion: before?.mean ?? null, challenger: after?.mean ?? null },
      atLeast: before && after ? (worse ?? 0) - meansWithin(before, after) : 0,
      seen: Math.min(before?.n ?? 0, after?.n ?? 0),
    }),
  ]
}

interface Seen extends Pick<GateState, 'value' | 'champion' | 'challenger' | 'seen'> {
  /** What the value surely is, however often it is looked at. */
  atLeast: number
  /** Before so many nothing can be sure. */
  fewest?: number
}

/** Of the new version so many of the first answers may be slow for what a warm-up does not reach, and decide nothing. */
const cold = 20

function errorsOf(champion: Figures, challenger: Figures): Seen {
  const [championErrors, challengerErrors] = [failures(champion), failures(challenger)]
  const excess = Math.max(0, refusals(challenger) - refusals(champion))
  const { failed, refused } = challenger
  const [ofFailed] = shareBetween(failed, asked(challenger))
  const [ofBoth] = shareBetween(failed + refused, asked(challenger))
  const [, refusedBefore] = shareBetween(champion.refused, asked(champion))
  return {
    ...{ champion: championErrors, challenger: challengerErrors, seen: asked(challenger) },
    value: challengerErrors === null ? null : challengerErrors + excess,
    atLeast: Math.max(ofFailed, ofBoth - refusedBefore),
  }
}

function slownessOf(champion: Figures, challenger: Figures): Seen {
  const [surely] = p95Between(withoutSlowest(challenger, cold))
  const [, atMost] = p95Between(champion)
  return {
    ...{ champion: champion.p95, challenger: challenger.p95, fewest: fewestForP95 },
    value: ratio(challenger.p95, champion.p95),
    atLeast: Number.isFinite(atMost) ? (ratio(surely, atMost) ?? 0) : 0,
    seen: Math.min(champion.answered, challenger.answered),
  }
}

const asked = ({ answered, failed, refused }: Figures) => answered + failed + refused
const failures = (figures: Figures) => (asked(figures) === 0 ? null : figures.failed / asked(figures))
const refusals = (figures: Figures) => (asked(figures) === 0 ? 0 : figures.refused / asked(figures))

const ratio = (challenger: number | null, champion: number | null) => {
  if (challenger === null || champion === null) return null
  return challenger - champion <= unnoticed ? Math.min(1, challenger / champion) : challenger / champion
}

export const isBetterHigher = ({ of, better }: ReleasePlan['metric']): boolean =>
  of === 'right' || (of === 'outcome' && better === 'higher')

const worseBy = (metric: ReleasePlan['metric'], before: number, after: number) =>
  isBetterHigher(metric) ? before - after : after - before
