import { type ReleasePlanInput, releasePlan, type Strategy } from '#pipeline/release-plan.ts'

/** A release as a form holds it: numbers as they were typed. */
export interface Wanted {
  number: number | undefined
  strategy: Strategy
  steps: string
  approval: NonNullable<ReleasePlanInput['approval']>
  note: string
  metric: 'right' | 'outcome'
  /** Of `outcome`: the label whose share counts; empty where labels are numbers. */
  outcome: string
  better: NonNullable<NonNullable<ReleasePlanInput['metric']>['better']>
  numbers: Record<
    | 'minutes'
    | 'minutesMost'
    | 'requests'
    | 'labels'
    | 'errors'
    | 'slower'
    | 'disagreement'
    | 'worse'
    | 'sample'
    | 'watch',
    string
  >
}

export const begun: Wanted = {
  ...{ number: undefined, strategy: 'canary', steps: '5, 25, 50', approval: 'none', note: '' },
  ...{ metric: 'right', outcome: '', better: 'higher' },
  numbers: {
    ...{ minutes: '10', minutesMost: '10080', requests: '100', labels: '1000', sample: '100' },
    ...{ errors: '2', slower: '2', disagreement: '', worse: '', watch: '10' },
  },
}

/** From what to what each number may be. */
export const ranges: Record<keyof Wanted['numbers'], [low: number, high: number]> = {
  ...{ minutes: [0, 129_600], minutesMost: [0, 129_600], watch: [0, 129_600], requests: [0, 10_000_000] },
  ...{ labels: [20, 10_000_000], sample: [1, 10_000_000] },
  ...{ errors: [0, 100], disagreement: [0, 100], slower: [0.01, 1000], worse: [0, 1_000_000] },
}

/** Rising percents, if that is what was typed. */
export function stepsOf(typed: string): number[] | undefined {
  const steps = typed.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  const rising = steps.every((step, index) => step > (steps[index - 1] ?? 0) && step <= 100)
  return rising ? steps : undefined
}

/** The plan, if all that was typed can be one. */
export function planOf({
  strategy,
  steps,
  approval,
  numbers,
  metric,
  outcome,
  better,
}: Wanted): ReleasePlanInput | undefined {
  const percents = stepsOf(steps)
  if (!percents) return undefined
  const number = (name: keyof Wanted['numbers']) => Number(numbers[name])
  const limit = (name: keyof Wanted['numbers'], scale = 1) =>
    numbers[name].trim() === '' ? null : number(name) / scale
  const least = { minutes: number('minutes'), requests: number('requests') }
  const plan: ReleasePlanInput = {
    ...{ strategy, approval, watch: number('watch') },
    steps: percents.map((percent) => ({ share: percent / 100, ...least })),
    metric: metric === 'outcome' ? { of: metric, better, ...(outcome.trim() && { label: outcome.trim() }) } : {},
    shadow: least,
    ab: { labels: number('labels'), minutes: number('minutesMost') },
    gates: {
      ...{ errors: limit('errors', 100), slower: limit('slower'), worse: limit('worse'), sample: number('sample') },
      disagreement: strategy === 'shadow' ? limit('disagreement', 100) : null,
    },
  }
  return releasePlan.safeParse(plan).success ? plan : undefined
}
