import { z } from 'zod'
import { overlapPolicies } from '#db/schema.ts'
import { parameter } from '#pipeline/spec.ts'
import { placeholders } from './fill-in.ts'
import { timing } from './timing.ts'

const day = 86_400

/** What can be said of a schedule, and changed. */
export const settings = z.object({
  name: z.string().trim().min(1).max(120),
  timing,
  jitterSeconds: z.number().int().min(0).max(day).default(0),
  overlap: z.enum(overlapPolicies).default('skip'),
  catchUpSeconds: z
    .number()
    .int()
    .min(10)
    .max(365 * day)
    .default(3600),
  /** By name of a pipeline parameter, or `node.param`; texts may hold placeholders. */
  overrides: z
    .record(z.string(), parameter)
    .default({})
    .superRefine((overrides, context) => {
      for (const [name, value] of Object.entries(overrides))
        for (const [whole, key = ''] of String(value).matchAll(/\{\{\s*([^}]*?)\s*\}\}/g))
          if (!(key in placeholders))
            context.addIssue({
              code: 'custom',
              path: [name],
              message: `unknown placeholder: ${whole}; there are ${Object.keys(placeholders).join(', ')}`,
            })
    }),
})
