import type { GateState } from '#pipeline/release-plan.ts'

/** Three digits, as a reason shows a number. */
export const numberText = (value: number): string => String(Number(value.toPrecision(3)))

const percent = (share: number | null) => `${numberText((share ?? 0) * 100)} %`

export function minutesText(minutes: number): string {
  if (minutes < 1) return `${Math.ceil(minutes * 60)} s`
  if (minutes < 120) return `${Math.ceil(minutes)} min`
  return minutes < 48 * 60 ? `${numberText(minutes / 60)} h` : `${numberText(minutes / 60 / 24)} days`
}

/** Why a gate failed. */
export function gateText({ gate, limit, value, champion, challenger }: GateState): string {
  switch (gate) {
    case 'errors':
      return `too many requests failed: ${percent(value)}, at most ${percent(limit)}`
    case 'slower':
      return `too slow: p95 ${numberText(challenger ?? 0)} ms, ${numberText(value ?? 0)} times the ${numberText(champion ?? 0)} ms before, at most ${numberText(limit)} times`
    case 'disagreement':
      return `the versions disagree too often: ${percent(value)} of rows, at most ${percent(limit)}`
    case 'worse':
      return `worse by the labels: ${numberText(challenger ?? 0)} where it was ${numberText(champion ?? 0)}, at most ${numberText(limit)} worse`
  }
}
