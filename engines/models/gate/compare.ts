import type { Signature } from '#pipeline/ports/model.ts'
import type { OutputPlan } from './plan.ts'
import type { Results } from './try.ts'

/** The largest difference between a file's own answers and those of its stored form; without end where labels differ. */
export function compare(
  plan: OutputPlan,
  native: Results,
  answers: Results,
  { label, probabilities, prediction }: Signature['outputs'],
  rows: number,
): number {
  const own = (name: string) => Array.from(native[name]?.data as ArrayLike<number | bigint | string>)
  const ours = (name: string | undefined) => Array.from((name && answers[name]?.data) as ArrayLike<number | string>)
  if (plan.task === 'regression') return worst(own(plan.number).map(Number), ours(prediction).map(Number))
  const said = ours(label)
  if (said.length !== rows) return Number.POSITIVE_INFINITY
  const meant =
    plan.label &&
    own(plan.label.name).map((value) =>
      plan.label?.codes ? plan.classes[plan.label.codes.indexOf(Number(value))] : String(value),
    )
  if (meant?.some((value, row) => value !== undefined && value !== said[row])) return Number.POSITIVE_INFINITY
  if (!plan.scores) return 0
  const { name, width, are } = plan.scores
  const scores = own(name).map(Number)
  const expected = Array.from({ length: rows }, (_, row) =>
    shares(scores.slice(row * width, (row + 1) * width), are),
  ).flat()
  return worst(expected, ours(probabilities).map(Number))
}

function shares(scores: number[], are: 'probabilities' | 'logits'): number[] {
  if (scores.length === 1) {
    const second = are === 'logits' ? 1 / (1 + Math.exp(-(scores[0] as number))) : (scores[0] as number)
    return [1 - second, second]
  }
  if (are === 'probabilities') return scores
  const top = Math.max(...scores)
  const raised = scores.map((score) => Math.exp(score - top))
  const sum = raised.reduce((total, one) => total + one, 0)
  return raised.map((one) => one / sum)
}

/** Relative to its size beyond 1. */
function worst(expected: number[], got: number[]): number {
  if (expected.length !== got.length) return Number.POSITIVE_INFINITY
  return expected.reduce((most, value, index) => {
    const other = got[index] as number
    if (Number.isNaN(value) && Number.isNaN(other)) return most
    if (value === other) return most
    const difference = Math.abs(value - other) / Math.max(1, Math.abs(value))
    return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(most, difference)
  }, 0)
}
