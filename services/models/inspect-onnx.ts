import { z } from 'zod'
import { corrections } from '#pipeline/ports/corrections.ts'
import { authorize } from '../access/authorize.ts'
import { open } from '../artifacts/open.ts'
import type { Context } from '../context.ts'
import { fileRef } from '../files/find.ts'
import { parse } from '../parse.ts'
import { type Inspection, inspected } from './inspected.ts'

export const inspectOnnxInput = z.object({
  file: z.string(),
  corrections: corrections.default({}),
  rows: fileRef.optional(),
})

/** What an ONNX file that was received would become with these corrections. Faults: NOT_FOUND; as the gate's. */
export async function inspectOnnx(ctx: Context, input: z.input<typeof inspectOnnxInput>): Promise<Inspection> {
  authorize(ctx, 'model', 'register')
  const { file, corrections, rows } = parse(inspectOnnxInput, input)
  await open(ctx, { sha256: file })
  return await inspected(ctx, { file, corrections, rows })
}
