import { z } from 'zod'
import type { Warning } from '#engines/models/check-rows.ts'
import type { Answer } from '#engines/models/models.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { demoRef } from './find.ts'
import { answering, remembered } from './load.ts'
import { pace } from './pace.ts'
import { rowsOf } from './rows.ts'

export const askedRow = z.record(z.string(), z.unknown())
export const predictInput = demoRef.extend({
  /** Number of a version that may be chosen; else the one that the demo is of. */
  version: z.int().min(1).optional(),
  rows: z.array(askedRow).min(1).max(1000),
})

export interface DemoPrediction {
  answers: Answer[]
  warnings: Warning[]
  model: string
  version: number
}

/** What the model says of rows; nothing of it is kept. Faults: INVALID_INPUT with row and column; GONE; UNAVAILABLE. */
export async function predict(ctx: Context, input: z.input<typeof predictInput>): Promise<DemoPrediction> {
  authorize(ctx, 'demo', 'ask')
  const { name, version: number, rows: given } = parse(predictInput, input)
  pace(ctx.actor)
  const demo = await remembered(ctx, name)
  const version = answering(demo, number)
  const { rows, warnings } = await rowsOf(demo, version, given)
  const path = await ctx.store.path(version.artifact)
  const answers = await ctx.models.predict(path, version.signature, rows)
  return { answers, warnings, model: version.model, version: version.number }
}
