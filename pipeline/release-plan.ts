import { z } from 'zod'

export const strategies = ['basic', 'canary', 'shadow', 'ab'] as const
export type Strategy = (typeof strategies)[number]

const part = z.number().gt(0).max(1)
const minutes = z
  .number()
  .min(0)
  .max(90 * 24 * 60)
const requests = z.int().min(0).max(10_000_000)

export const canaryStep = z.object({
  share: part,
  /** How long it lasts at least. */
  minutes: minutes.default(10),
  /** How many requests the new version must have had at least. */
  requests: requests.default(100),
})
export type CanaryStep = z.output<typeof canaryStep>

const defaultSteps = [0.05, 0.25, 0.5].map((share) => ({ share, minutes: 10, requests: 100 }))

/** What labels say of answers. */
export const metrics = ['right', 'error', 'outcome'] as const
export type Metric = (typeof metrics)[number]

const metric = z.object({
  /**
   * `right`: the share of answers that were, or of a model of numbers, `error`; `error`: how far numbers were off; `outcome`:
   * what the labels themselves are.
   */
  of: z.enum(metrics).default('right'),
  /** Of `outcome`: the label whose share counts. Without one, labels are numbers, and their mean counts. */
  label: z.string().optional(),
  /** Of `outcome`. */
  better: z.enum(['higher', 'lower']).default('higher'),
})
export type ReleaseMetric = z.output<typeof metric>

const gates = z.object({
  /** Requests that failed, and those refused beyond what the former version refuses: the greatest share. */
  errors: z.number().min(0).max(1).nullable().default(0.02),
  /** How many times the p95 latency of the former version at most. */
  slower: z.number().gt(0).max(1000).nullable().default(2),
  /** Rows in which a shadow may differ: the greatest share. */
  disagreement: z.number().min(0).max(1).nullable().default(null),
  /** How much worse the metric of labelled answers may be, in its own unit. */
  worse: z.number().min(0).nullable().default(null),
  /** A gate says nothing before it has seen so many: requests, rows or labels. */
  sample: z.int().min(1).max(10_000_000).default(100),
})
export type ReleaseGates = z.output<typeof gates>

export const releasePlan = z
  .object({
    strategy: z.enum(strategies).default('basic'),
    /** Of a canary, and of what follows a shadow. */
    steps: z.array(canaryStep).min(1).max(20).default(defaultSteps),
    /** A part of the traffic is copied for a time; then all goes over at once, or by steps. */
    shadow: z
      .object({
        share: part.default(1),
        minutes: minutes.default(30),
        requests: requests.default(500),
        after: z.enum(['basic', 'canary']).default('basic'),
      })
      .prefault({}),
    /** Both answer until the labels tell which is better, or the end. */
    ab: z
      .object({
        share: part.max(0.9).default(0.5),
        minutes: minutes.default(7 * 24 * 60),
        /** Labelled answers that are planned for, of both together. */
        labels: z.int().min(20).max(10_000_000).default(1000),
        confidence: z.number().min(0.8).max(0.999).default(0.95),
        /** What is done when no difference was found. */
        otherwise: z.enum(['keep', 'promote']).default('keep'),
      })
      .prefault({}),
    metric: metric.prefault({}),
    gates: gates.prefault({}),
    /** Somebody else than its author must agree first. */
    approval: z.enum(['none', 'before-start', 'before-promotion']).default('none'),
    /** How long the new version, once it has all traffic, is watched: it goes back if a gate says so. */
    watch: minutes.default(0),
    /** A step that does not get what it waits for is given up after so many hours. */
    patience: z
      .number()
      .gt(0)
      .max(90 * 24)
      .default(7 * 24),
  })
  .superRefine(({ strategy, steps, gates, metric }, ctx) => {
    const rising = steps.every(({ share }, index) => index === 0 || share > (steps[index - 1]?.share ?? 0))
    if (!rising)
      ctx.addIssue({
        code: 'custom',
        path: ['steps'],
        message: 'each step must have a greater share than the one before',
      })
    if (gates.disagreement !== null && strategy !== 'shadow')
      ctx.addIssue({
        code: 'custom',
        path: ['gates', 'disagreement'],
        message: 'only a shadow is asked what another was asked as well: choose shadow, or leave this gate out',
      })
    if (metric.of !== 'outcome' && metric.label !== undefined)
      ctx.addIssue({ code: 'custom', path: ['metric', 'label'], message: 'a label counts only where the outcome does' })
  })
export type ReleasePlan = z.output<typeof releasePlan>
export type ReleasePlanInput = z.input<typeof releasePlan>

export interface Stage {
  mode: 'shadow' | 'canary' | 'ab' | 'watch'
  /** Of the traffic, that the new version has, or is copied to it. */
  share: number
  minutes: number
  requests: number
}

/** What a release goes through, in order. All traffic is on the new version in a `watch`, and after the last. */
export function stagesOf({ strategy, steps, shadow, ab, watch }: ReleasePlan): Stage[] {
  const canary = steps.map((step): Stage => ({ mode: 'canary', ...step }))
  const begins: Record<Strategy, Stage[]> = {
    basic: [],
    canary,
    shadow: [
      { mode: 'shadow', share: shadow.share, minutes: shadow.minutes, requests: shadow.requests },
      ...(shadow.after === 'canary' ? canary : []),
    ],
    ab: [{ mode: 'ab', share: ab.share, minutes: ab.minutes, requests: 0 }],
  }
  return [
    ...begins[strategy],
    ...(watch > 0 ? [{ mode: 'watch' as const, share: 1, minutes: watch, requests: 0 }] : []),
  ]
}

export const gateNames = ['errors', 'slower', 'disagreement', 'worse'] as const
export type GateName = (typeof gateNames)[number]

/** What a gate says now. */
export interface GateState {
  gate: GateName
  limit: number
  /** What is held against the limit. */
  value: number | null
  /** What it surely is, however often it was looked at: only this beyond the limit fails. */
  atLeast?: number
  champion: number | null
  challenger: number | null
  /** How many it has seen, of how many it needs to say so. */
  seen: number
  sample: number
  says: 'holds' | 'fails' | 'knows too little'
}
