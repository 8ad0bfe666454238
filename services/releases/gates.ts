import type { GateName, GateState, ReleasePlan, Stage } from '#pipeline/release-plan.ts'
import type { Figures } from '../traffic/figures.ts'
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
  const { sample } = gates
  const state = (gate: GateName, given: Pick<GateState, 'value' | 'champion' | 'challenger' | 'seen'>): GateState[] => {
    const limit = gates[gate]
    if (limit === null) return []
    const { value, seen } = given
    const says = value === null || seen < sample ? 'knows too little' : value > limit ? 'fails' : 'holds'
    return [{ gate, limit, sample, says, ...given }]
  }
  const [championErrors, challengerErrors] = [failures(champion), failures(challenger)]
  const excess = Math.max(0, refusals(challenger) - refusals(champion))
  const slower = ratio(challenger.p95, champion.p95)
  const [before, after] = [outcomes.champion, outcomes.challenger]
  const worse = before && after && worseBy(metric, before.mean, after.mean)
  return [
    ...state('errors', {
      value: challengerErrors === null ? null : challengerErrors + excess,
      ...{ champion: championErrors, challenger: challengerErrors, seen: challenger.requests + challenger.refused },
    }),
    ...state('slower', {
      ...{ value: slower, champion: champion.p95, challenger: challenger.p95 },
      seen: Math.min(champion.answered, challenger.answered),
    }),
    ...(stage.mode === 'shadow'
      ? state('disagreement', {
          ...{ value: challenger.disagreement, champion: null, challenger: challenger.disagreement },
          seen: challenger.compared,
        })
      : []),
    ...state('worse', {
      ...{ value: worse, champion: before?.mean ?? null, challenger: after?.mean ?? null },
      seen: Math.min(before?.n ?? 0, after?.n ?? 0),
    }),
  ]
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
