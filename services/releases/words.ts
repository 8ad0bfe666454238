import type { GateState } from '#pipeline/release-plan.ts'

/** Three digits, as a reason shows a number. */
export const numberText = (value: number): string => String(Number(value.toPrecision(3)))

const percent = (share: number | null) => `${numberText((share ?? 0) * 100)} %`

export function minutesText(minutes: number): string {
  if (minutes < 1) return `${Math.ceil(minutes * 60)} s`
  if (minutes < 120) return `${Math.ceil(minutes)} min`
  return minutes < 48 * 60 ? `${numberText(minutes / 60)} h` : `${numberText(minutes / 60 / 24)} days`
}

const unitOf = {
  errors: 'requests',
  slower: 'requests of both',
  disagreement: 'rows compared',
  worse: 'labels of both',
}

const amount = (gate: GateState['gate'], value: number) =>
  gate === 'errors' || gate === 'disagreement'
    ? percent(value)
    : `${numberText(value)}${gate === 'slower' ? ' times' : ''}`

/** How many more a gate needs; or, where it has them, between what it cannot tell. */
export function unsureText({ gate, seen, sample, value, limit, atLeast = 0 }: GateState): string {
  if (seen < sample || value === null) return `${unitOf[gate]}: ${seen} of ${sample}`
  const surely = amount(gate, Math.max(0, atLeast))
  return `more ${unitOf[gate]} than ${seen}: ${aboutOf[gate]} ${amount(gate, value)}, surely ${surely}, at most ${amount(gate, limit)}`
}

const aboutOf = { errors: 'failed', slower: 'p95', disagreement: 'disagree', worse: 'worse by' }

/** Why a gate failed. */
export function gateText({ gate, limit, value, champion, challenger, atLeast = value ?? 0 }: GateState): string {
  switch (gate) {
    case 'errors':
      return `too many requests failed: ${percent(value)}, surely ${percent(atLeast)}, at most ${percent(limit)}`
    case 'slower':
      return `too slow: p95 ${numberText(challenger ?? 0)} ms, ${numberText(value ?? 0)} times the ${numberText(champion ?? 0)} ms before, surely ${numberText(atLeast)}, at most ${numberText(limit)} times`
    case 'disagreement':
      return `the versions disagree too often: ${percent(value)} of rows, surely ${percent(atLeast)}, at most ${percent(limit)}`
    case 'worse':
      return `worse by the labels: ${numberText(challenger ?? 0)} where it was ${numberText(champion ?? 0)}, surely ${numberText(atLeast)}, at most ${numberText(limit)} worse`
  }
}
