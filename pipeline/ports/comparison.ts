import { z } from 'zod'

export const verdicts = ['better', 'no difference', 'worse'] as const
export type Verdict = (typeof verdicts)[number]

const compared = z.object({
  rows: z.number().int(),
  champion: z.number(),
  challenger: z.number(),
  /** Positive where the challenger is better, whichever way the figure counts; with its interval. */
  gain: z.number(),
  gainLow: z.number(),
  gainHigh: z.number(),
  verdict: z.enum(verdicts),
})

export const comparedSlice = compared.extend({
  column: z.string(),
  label: z.string(),
  /** The p-value of the gain among those of all slices. */
  adjusted: z.number(),
})
export type ComparedSlice = z.infer<typeof comparedSlice>

/** The stored form of champion against challenger: a JSON artifact; slices begin with those that lost most. */
export const comparison = z.object({
  kind: z.literal('comparison'),
  task: z.enum(['classification', 'regression']),
  target: z.string(),
  /** What decided. */
  metric: z.string(),
  lowerIsBetter: z.boolean(),
  rows: z.number().int(),
  confidence: z.number(),
  minEffect: z.number(),
  names: z.object({ champion: z.string(), challenger: z.string() }),
  verdict: z.enum(verdicts),
  figures: z.array(compared.extend({ metric: z.string(), lowerIsBetter: z.boolean() })),
  /** Gains of the resamples. */
  draws: z.object({ edges: z.array(z.number()), counts: z.array(z.number().int()) }),
  slices: z.array(comparedSlice),
  /** What one must know to read it. */
  about: z.array(z.string()),
  metrics: z.record(z.string(), z.number()),
})
export type Comparison = z.infer<typeof comparison>

/** The figure that every report of a comparison has, and no other report. */
export const comparisonMetric = 'gainLow'
