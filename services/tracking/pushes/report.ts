import { z } from 'zod'

const text = z.string().max(20_000)
const figure = z.object({ name: text, before: text.nullable(), after: text.nullable() })

/** `reproducibility.json`: what came of running a notebook again in a clean kernel. */
export const graded = z.object({
  format: z.literal(1),
  grade: z.enum(['A', 'B', 'C', 'D']),
  /** The notebook as it was saved, or what was run where that is not known. */
  of: z.enum(['notebook', 'history']),
  seconds: z.number(),
  cells: z.int(),
  reasons: z.array(text).max(1000),
  differences: z.array(z.object({ cell: z.int().nullable(), before: text, after: text })).max(100),
  figures: z.array(figure).max(10_000),
})
export type Graded = z.infer<typeof graded>

const refused = z.object({ message: text, hint: text.optional() }).nullable()

/** `report.json`: what a push found. */
export const pushReport = z.object({
  format: z.literal(1),
  notebook: z.object({ name: text, path: text.nullable(), why: text.nullable() }),
  cells: z.object({ run: z.int(), edited: z.int(), deleted: z.int() }),
  warnings: z.array(z.object({ kind: text, message: text, hint: text.optional() })).max(10_000),
  model: z.object({ variable: text, kind: text, rows: text.nullable(), file: text.nullable(), refused }).nullable(),
  parity: z.object({ rows: z.int(), maxDifference: z.number(), tolerance: z.number() }).nullable(),
  data: z.array(z.object({ name: text, digest: text, how: text, hashed: text, rows: z.number().nullish() })).max(1000),
  environment: z.object({ python: text, platform: text, packages: z.int() }),
  git: z.object({ commit: text, branch: text, dirty: z.boolean(), untracked: z.int() }).nullable(),
})
export type PushReport = z.infer<typeof pushReport>
