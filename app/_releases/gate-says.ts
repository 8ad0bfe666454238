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

/** What a gate says, and what it waits for while it knows too little. */
export function gateSays(gate: Gate): string {
  const { says, seen, sample, value, atLeast } = gate
  const surely = valueText(gate, Math.max(0, atLeast ?? 0))
  if (says === 'fails') return atLeast === undefined ? text.says.fails : text.failsSurely(surely)
  if (says === 'holds') return text.says.holds
  return value === null || seen < sample
    ? text.needs(numberText(sample), text.judgedOn[gate.gate], numberText(seen))
    : text.mayBeChance(surely, text.judgedOn[gate.gate])
}
