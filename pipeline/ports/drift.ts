import { z } from 'zod'
import { watchPlace, watchPoint } from './watch.ts'

export const driftMethods = [
  'kolmogorov-smirnov',
  'chi-square',
  'z-test',
  'wasserstein',
  'jensen-shannon',
  'psi',
  'hellinger',
  'total-variation',
  'kullback-leibler',
] as const
export type DriftMethod = (typeof driftMethods)[number]

export const methodTitles = {
  'kolmogorov-smirnov': 'Kolmogorov–Smirnov test',
  'chi-square': 'chi-square test',
  'z-test': 'z-test of proportions',
  wasserstein: 'Wasserstein distance',
  'jensen-shannon': 'Jensen–Shannon distance',
  psi: 'population stability index',
  hellinger: 'Hellinger distance',
  'total-variation': 'total variation',
  'kullback-leibler': 'Kullback–Leibler divergence',
} as const satisfies Record<DriftMethod, string>

const counts = z.array(z.number().int())
const pair = z.tuple([z.number(), z.number()])

/** One feature, of the reference and of now. What could not be compared has a remark instead of a score. */
export const featureDrift = z.object({
  name: z.string(),
  type: z.enum(['number', 'category']),
  drifted: z.boolean(),
  /** Too few values for its distance to be judged: it says nothing of a drift. */
  few: z.boolean().optional(),
  remark: z.string().optional(),
  method: z.enum(driftMethods).optional(),
  score: z.number().optional(),
  threshold: z.number().optional(),
  /** Whether the score is a p-value, so that less is more different. */
  test: z.boolean().optional(),
  /** The p-value among those of all features. */
  adjusted: z.number().optional(),
  /** Share of rows without a value, then and now. */
  missing: pair.optional(),
  rows: pair.optional(),
  /** Its score in each part of the window, and since when it is beyond the threshold for good. */
  series: z.array(watchPoint).optional(),
  since: watchPlace.optional(),
  bins: z
    .union([
      z.object({ edges: z.array(z.number()), before: counts, now: counts }),
      z.object({ labels: z.array(z.string()), before: counts, now: counts }),
    ])
    .optional(),
})
export type FeatureDrift = z.infer<typeof featureDrift>

/** The stored form of a comparison: a JSON artifact; the features that drifted come first. */
export const drift = z.object({
  kind: z.literal('drift'),
  reference: z.enum(['table', 'model']),
  rows: z.number().int(),
  metrics: z.record(z.string(), z.number()),
  features: z.array(featureDrift),
})
export type Drift = z.infer<typeof drift>

/** The figure that every report of drift has, and no other report; a share is missing where nothing was compared. */
export const driftMetric = 'driftedFeatures'
