import type { GateState, ReleasePlan, Stage } from '#pipeline/release-plan.ts'
import { gatesOf, isBetterHigher, type Measured } from './gates.ts'
import { type Comparison, compare } from './statistics.ts'
import { gateText, minutesText, numberText, unsureText } from './words.ts'

export interface Assessment {
  /** What is to be done now. */
  verdict: 'stay' | 'next' | 'back'
  /** Why, or what it waits for. */
  because: string
  gates: GateState[]
  /** Of an A/B test. */
  comparison: Comparison | null
}

interface Standing {
  plan: ReleasePlan
  stage: Stage
  /** Since the step began. */
  minutes: number
  measured: Measured
}

/** What is to be done with a release at a step, from what has been measured there: pure. */
export function decide({ plan, stage, minutes, measured }: Standing): Assessment {
  const gates = gatesOf(plan, stage, measured)
  const comparison = stage.mode === 'ab' ? comparisonOf(plan, measured) : null
  const say = (verdict: Assessment['verdict'], because: string): Assessment => ({ verdict, because, gates, comparison })

  const failing = gates.find(({ says }) => says === 'fails')
  if (failing) return say('back', gateText(failing))
  if (stage.mode === 'ab') return decideTest(plan, stage, minutes, comparison, say)
  if (minutes < stage.minutes) return say('stay', `at least ${minutesText(stage.minutes - minutes)} more`)
  if (stage.mode === 'watch') return say('next', `watched for ${minutesText(stage.minutes)}, and no gate failed`)

  const { requests } = measured.challenger
  const unsure = gates.find(({ says }) => says === 'knows too little')
  const lacking =
    requests < stage.requests ? `requests: ${requests} of ${stage.requests}` : unsure && unsureText(unsure)
  if (!lacking) return say('next', `${requests} requests, and every gate holds`)
  return minutes > stage.minutes + plan.patience * 60
    ? say('back', `too little came to decide: ${lacking}`)
    : say('stay', `waits for ${lacking}`)
}

function decideTest(
  { ab, metric }: ReleasePlan,
  stage: Stage,
  minutes: number,
  comparison: Comparison | null,
  say: (verdict: Assessment['verdict'], because: string) => Assessment,
): Assessment {
  const over = minutes >= stage.minutes || comparison?.information === 1
  if (comparison?.significant) {
    const { difference, p } = comparison
    const better = difference > 0 === isBetterHigher(metric)
    const text = `${better ? 'better' : 'worse'} by ${numberText(Math.abs(difference))} (p = ${numberText(p)})`
    return say(better ? 'next' : 'back', text)
  }
  if (!over) return say('stay', comparison ? 'no difference so far' : 'waits for labels of answers of both versions')
  const found = comparison ? `no significant difference (p = ${numberText(comparison.p)})` : 'too few labels to compare'
  return say(ab.otherwise === 'promote' && comparison ? 'next' : 'back', found)
}

const comparisonOf = ({ ab, metric }: ReleasePlan, { outcomes: { champion, challenger } }: Measured) =>
  champion && challenger
    ? compare(champion, challenger, {
        of: metric.of === 'right' || metric.label !== undefined ? 'shares' : 'means',
        planned: ab.labels,
        confidence: ab.confidence,
      })
    : null
