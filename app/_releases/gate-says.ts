import { numberText } from '../_ui/number-text.tsx'
import { words } from '../_words/en.ts'
import { percentText } from './percent-text.ts'
import type { Release } from './steps.tsx'

const text = words.releases

export type Gate = NonNullable<Release['now']>['gates'][number]

/** A figure of a gate in its unit. */
export function valueText({ gate }: Pick<Gate, 'gate'>, value: number | null): string {
  if (value === null) return '–'
  if (gate === 'errors' || gate === 'disagreement') return percentText(value)
  return gate === 'slower' ? `${Number(value.toPrecision(3))} ×` : numberText(Number(value.toPrecision(3)))
}

/** What a gate says and from how much it knows it, or what it waits for. */
export function gateSays(gate: Gate): string {
  const { says, sample, value, atLeast } = gate
  const surely = valueText(gate, Math.max(0, atLeast ?? 0))
  const seen = numberText(gate.seen)
  const what = text.judgedOn[gate.gate]
  if (says === 'holds') return text.holds(seen, what)
  if (says === 'fails') return text.fails(seen, what, surely)
  return value === null || gate.seen < sample
    ? text.needs(numberText(sample), what, seen)
    : text.mayBeChance(seen, what, surely)
}
