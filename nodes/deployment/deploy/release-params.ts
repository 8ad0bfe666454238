import { z } from 'zod'
import { type ReleasePlanInput, releasePlan } from '#pipeline/release-plan.ts'

const percent = () => z.number().gt(0).max(100)
const trial = ['canary', 'shadow', 'ab']

const step = z.object({
  percent: percent().meta({ title: 'Percent', description: 'Of the traffic.' }),
  minutes: z.number().min(0).default(10).meta({ title: 'Minutes', description: 'At least.' }),
  requests: z.int().min(0).default(100).meta({ title: 'Requests', description: 'To the new version, at least.' }),
})

/** How an endpoint comes to a new version, as a form asks for it. */
export const releaseParams = {
  strategy: z.enum(['basic', 'canary', 'shadow', 'ab']).default('basic').meta({
    title: 'Strategy',
    description:
      'Canary: more of the traffic step by step; shadow: asked beside, and compared, before it answers; A/B test: both answer until labels tell which is better.',
  }),
  steps: z
    .array(step)
    .min(1)
    .max(20)
    .default([5, 25, 50].map((percent) => ({ percent, minutes: 10, requests: 100 })))
    .meta({
      title: 'Steps',
      description:
        'Percent of the traffic, more in each than in the one before, for so many minutes and requests at least. All of it comes after the last.',
      when: { param: 'strategy', is: ['canary'] },
    }),
  shadowMinutes: z
    .number()
    .min(0)
    .default(30)
    .meta({ title: 'Minutes as a shadow', when: { param: 'strategy', is: ['shadow'] } }),
  shadowRequests: z
    .int()
    .min(0)
    .default(500)
    .meta({ title: 'Requests as a shadow', when: { param: 'strategy', is: ['shadow'] } }),
  mostDisagreement: percent()
    .nullable()
    .default(null)
    .meta({
      title: 'Most disagreement, percent',
      description: 'Of rows on which both versions were asked. Empty: any.',
      when: { param: 'strategy', is: ['shadow'] },
    }),
  labels: z
    .int()
    .min(20)
    .default(1000)
    .meta({
      title: 'Labels',
      description: 'Labelled answers of both together, after which it is decided at the latest.',
      when: { param: 'strategy', is: ['ab'] },
    }),
  days: z
    .number()
    .gt(0)
    .max(90)
    .default(7)
    .meta({ title: 'Days at most', when: { param: 'strategy', is: ['ab'] } }),
  mostErrors: percent()
    .nullable()
    .default(2)
    .meta({
      title: 'Most failures, percent',
      description: 'Of requests to the new version; above, it goes back by itself. Empty: not looked at.',
      when: { param: 'strategy', is: trial },
    }),
  mostSlower: z
    .number()
    .gt(0)
    .nullable()
    .default(2)
    .meta({
      title: 'Times as slow at most',
      description: 'p95 latency against that of the former version. Empty: not looked at.',
      when: { param: 'strategy', is: trial },
    }),
  mostWorse: z
    .number()
    .min(0)
    .nullable()
    .default(null)
    .meta({
      title: 'How much worse by labels',
      description: 'By what counts of labels. Empty: labels are not waited for.',
      when: { param: 'strategy', is: trial },
    }),
  metric: z
    .enum(['right', 'outcome'])
    .default('right')
    .meta({
      title: 'What counts of labels',
      description:
        'Right: the share of right answers, or the mean error of numbers. Outcome: what came of the answers, which is the label itself.',
      when: { param: 'strategy', is: trial },
    }),
  outcome: z
    .string()
    .default('')
    .meta({
      title: 'Label that counts',
      description: 'Its share is compared. Empty: labels are numbers, and their mean is.',
      when: { param: 'metric', is: ['outcome'] },
    }),
  better: z
    .enum(['higher', 'lower'])
    .default('higher')
    .meta({ title: 'Better is', when: { param: 'metric', is: ['outcome'] } }),
  sample: z
    .int()
    .min(1)
    .default(100)
    .meta({
      title: 'Sample',
      description: 'So many requests, rows or labels a limit must have seen before it says anything.',
      when: { param: 'strategy', is: trial },
    }),
  approval: z.enum(['none', 'before-start', 'before-promotion']).default('none').meta({
    title: 'Approval',
    description: 'By somebody else than who ran the pipeline.',
  }),
  watchMinutes: z.number().min(0).default(0).meta({
    title: 'Minutes under watch',
    description: 'With all traffic, it still goes back by itself when a limit is passed.',
  }),
}

type ReleaseParams = z.output<z.ZodObject<typeof releaseParams>>

const share = (percent: number) => percent / 100
const shareOrNone = (percent: number | null) => (percent === null ? null : share(percent))

export function planOf(params: ReleaseParams): ReleasePlanInput {
  const { strategy, steps, labels, days, approval, watchMinutes, sample } = params
  const { metric, outcome, better } = params
  return {
    ...{ strategy, approval, watch: watchMinutes },
    ...(metric === 'outcome' && { metric: { of: metric, better, ...(outcome && { label: outcome }) } }),
    steps: steps.map(({ percent, ...least }) => ({ share: share(percent), ...least })),
    shadow: { minutes: params.shadowMinutes, requests: params.shadowRequests },
    ab: { labels, minutes: days * 24 * 60 },
    gates: {
      ...{ errors: shareOrNone(params.mostErrors), slower: params.mostSlower, worse: params.mostWorse, sample },
      disagreement: strategy === 'shadow' ? shareOrNone(params.mostDisagreement) : null,
    },
  }
}

/** What is wrong with the steps before any run. */
export const isPlan = (params: ReleaseParams): boolean => releasePlan.safeParse(planOf(params)).success
