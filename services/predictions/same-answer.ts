import type { Answer } from '#engines/models/models.ts'

export interface Comparison {
  /** Bit for bit. */
  equal: boolean
  /** Of all numbers in the answer the greatest difference; null where something other than a number differs. */
  maxDifference: number | null
}

/** Holds an answer against the one that was recorded. What JSON cannot say (NaN, infinities) was recorded as null. */
export function compareAnswers(recorded: Record<string, unknown>, again: Answer): Comparison {
  const known = numbersOf(recorded)
  const now = numbersOf(again)
  const sameWords = typeof again.prediction === 'number' || recorded.prediction === again.prediction
  const names = new Set([...known.keys(), ...now.keys()])
  const differences = [...names].map((name) => difference(known.get(name), now.get(name)))
  return {
    equal: sameWords && differences.every((one) => one === 0),
    maxDifference: sameWords && !differences.includes(null) ? Math.max(0, ...differences.map(Number)) : null,
  }
}

const numbersOf = ({ prediction, probabilities }: { prediction?: unknown; probabilities?: unknown }) =>
  new Map<string, unknown>([
    ...(typeof prediction === 'string' ? [] : [['prediction', prediction] as const]),
    ...Object.entries((probabilities ?? {}) as Record<string, unknown>).map(
      ([name, share]) => [`probability of ${name}`, share] as const,
    ),
  ])

function difference(before: unknown, now: unknown): number | null {
  const [a, b] = [before, now].map((value) => (typeof value === 'number' && Number.isFinite(value) ? value : null))
  if (a === undefined || b === undefined || a === null || b === null) return a === b ? 0 : null
  return Math.abs(a - b)
}
