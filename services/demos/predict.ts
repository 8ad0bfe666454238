import { z } from 'zod'
import type { Warning } from '#engines/models/check-rows.ts'
import type { Answer } from '#engines/models/models.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { askVersion } from './ask-version.ts'
import { demoRef } from './find.ts'

export const askedRow = z.record(z.string(), z.unknown())
/** Of a demo, by one of the versions that may be chosen; else by the one that the demo is of. */
export const askedDemo = demoRef.extend({ version: z.int().min(1).optional() })
export const predictInput = askedDemo.extend({ rows: z.array(askedRow).min(1).max(1000) })

export interface DemoPrediction {
  answers: Answer[]
  warnings: Warning[]
  model: string
  version: number
}

/** What the model says of rows; nothing of it is kept. Faults: INVALID_INPUT with row and column; GONE; UNAVAILABLE. */
export async function predict(ctx: Context, input: z.input<typeof predictInput>): Promise<DemoPrediction> {
  authorize(ctx, 'demo', 'ask')
  const { version, path, rows, warnings } = await askVersion(ctx, parse(predictInput, input))
  const answers = await ctx.models.predict(path, version.signature, rows)
  return { answers, warnings, model: version.model, version: version.number }
}
