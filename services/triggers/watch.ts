import { z } from 'zod'
import type { Watch } from '#db/schema.ts'
import { formatOf, uploadName } from '../files/name.ts'

const table = uploadName.superRefine((name, context) => {
  try {
    if (formatOf(name) === 'ipynb') context.addIssue('a notebook is no table')
  } catch {
    context.addIssue(`not a table: ${name}; a name like orders.csv`)
  }
})

const everySeconds = z.number().int().min(5).max(86_400).default(30)
const choice = z.enum(['leave', 'take']).default('leave')
const expression = z.string().trim().min(1).max(2000)
const nameOfOne = z.string().trim().min(1).max(255).optional()

const modelEvents = z.discriminatedUnion('event', [
  z.object({ kind: z.literal('model'), event: z.literal('registered'), model: nameOfOne }),
  z.object({ kind: z.literal('model'), event: z.literal('alias-moved'), model: nameOfOne, alias: nameOfOne }),
])

/** What a trigger may wait for. */
export const watch = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('webhook') }),
  z.object({ kind: z.literal('api') }),
  z.object({
    kind: z.literal('folder'),
    folder: z
      .string()
      .trim()
      .min(1)
      .max(1000)
      .regex(/^[^\p{Cc}]+$/u, 'no control characters'),
    glob: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .regex(/^[^\p{Cc}]+$/u, 'no control characters')
      .refine((glob) => !glob.startsWith('/') && !/(^|\/)\.\.(\/|$)/.test(glob), 'it stays within the folder')
      .default('*.csv'),
    as: table,
    everySeconds,
    settleSeconds: z.number().int().min(1).max(3600).default(5),
    present: choice,
    same: choice,
  }),
  z.object({
    kind: z.literal('query'),
    connection: z.string().trim().min(1).max(60),
    sql: z.string().trim().min(1).max(20_000),
    column: z.string().trim().min(1).max(63),
    key: z.string().trim().min(1).max(63).optional(),
    as: table.refine((name) => formatOf(name) === 'jsonl', 'rows are kept as JSON Lines: a name like orders.jsonl'),
    everySeconds,
    present: choice,
  }),
  z.object({
    kind: z.literal('metric'),
    when: expression,
    rearm: expression.optional(),
    consecutive: z.number().int().min(1).max(1000).default(1),
  }),
  modelEvents,
  z.object({
    kind: z.literal('pipeline'),
    outcomes: z
      .array(z.enum(['done', 'failed', 'cancelled']))
      .min(1)
      .default(['done'])
      .transform((all) => [...new Set(all)]),
  }),
]) satisfies z.ZodType<Watch>
