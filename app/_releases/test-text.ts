import { numberText } from '../_ui/number-text.tsx'
import { words } from '../_words/en.ts'
import type { Release } from './steps.tsx'

const text = words.releases.test

type Comparison = NonNullable<NonNullable<Release['now']>['comparison']>

/** What an A/B test found so far, in a sentence: by how much, how sure, and from how much. */
export function testText({ metric, ab }: Release['plan'], { difference, interval, p, ...test }: Comparison): string {
  const share = metric.of === 'right' || metric.label !== undefined
  const shown = (value: number) => numberText(Number((value * (share ? 100 : 1)).toPrecision(3)))
  const by = share ? text.points(shown(Math.abs(difference))) : shown(Math.abs(difference))
  const higher = metric.of === 'right' || (metric.of === 'outcome' && metric.better === 'higher')
  const [low, high] = interval.map(shown) as [string, string]
  const found = difference > 0 === higher ? text.better(by, low, high) : text.worse(by, low, high)
  const seen = text.seen(numberText(Math.round(test.information * ab.labels)), numberText(ab.labels), shownP(p))
  return `${difference === 0 ? text.same(low, high) : found}; ${test.significant ? text.plain : text.notPlain}: ${seen}.`
}

const shownP = (p: number): string => numberText(Number(p.toPrecision(3)))
