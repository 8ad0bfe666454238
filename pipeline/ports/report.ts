import { z } from 'zod'

const bins = z.object({ edges: z.array(z.number()), counts: z.array(z.number().int()) })

/** The stored form of an evaluation: a JSON artifact that pages draw from. */
export const evaluation = z.object({
  task: z.enum(['classification', 'regression']),
  target: z.string(),
  rows: z.number().int(),
  metrics: z.record(z.string(), z.number()),
  classes: z.array(z.string()).optional(),
  /** `confusion[actual][predicted]`, in the order of `classes`. */
  confusion: z.array(z.array(z.number().int())).optional(),
  /** One curve a class (one in all when there are two classes), at most 200 points each. */
  roc: z
    .array(z.object({ class: z.string(), auc: z.number(), fpr: z.array(z.number()), tpr: z.array(z.number()) }))
    .optional(),
  /** Regression: predicted against actual, at most 2,000 sampled rows, and the residuals. */
  scatter: z.array(z.tuple([z.number(), z.number()])).optional(),
  residuals: bins.optional(),
})
export type Evaluation = z.infer<typeof evaluation>

export const reportValue = z.object({
  type: z.literal('report'),
  artifact: z.string(),
  metrics: z.record(z.string(), z.number()),
  /** Of a report of monitoring: what is beyond its limits, in words; the first of them, where they are many. */
  alarms: z.array(z.string()).optional(),
})
export type ReportValue = z.infer<typeof reportValue>

export interface ReportSchema {
  type: 'report'
  metrics: string[]
}
