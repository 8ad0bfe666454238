import { z } from 'zod'
import { key, milliseconds, plainText } from '../fields.ts'

export const metricPoint = z.object({
  key,
  /** NaN and the infinities are numbers here. */
  value: z.custom<number>((value) => typeof value === 'number', 'must be a number'),
  step: z.int().default(0),
  at: milliseconds,
  /** What was measured, where that is a logged model, and on which data. */
  modelId: plainText.optional(),
  datasetName: plainText.default(''),
  datasetDigest: plainText.default(''),
})
export type MetricPoint = z.output<typeof metricPoint>
