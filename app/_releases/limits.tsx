import { gateNames } from '#pipeline/release-plan.ts'
import { numberText } from '../_ui/number-text.tsx'
import { words } from '../_words/en.ts'
import { percentText } from './percent-text.ts'
import type { Release } from './steps.tsx'

const text = words.releases.limits

/** What will end a release that has not begun, for who decides over it. */
export function Limits({ plan: { gates, metric } }: Pick<Release, 'plan'>) {
  const shown = {
    errors: percentText,
    disagreement: percentText,
    slower: numberText,
    worse: metric.of === 'right' ? percentText : numberText,
  }
  const limits = gateNames.flatMap((name) => {
    const limit = gates[name]
    return limit === null ? [] : [text[name](shown[name](limit))]
  })
  if (limits.length === 0) return <p className="text-soft">{text.none}</p>
  return (
    <section aria-label={text.title}>
      <h3>{text.title}</h3>
      <ul className="list-disc pl-5">
        {limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
      <p className="text-12 text-faint">{text.sample(numberText(gates.sample))}</p>
    </section>
  )
}
