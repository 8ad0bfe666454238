import { z } from 'zod'
import { corrections } from '#pipeline/ports/corrections.ts'
import type { ModelValue } from '#pipeline/ports/model.ts'
import { authorize } from '../access/authorize.ts'
import { open } from '../artifacts/open.ts'
import type { Context } from '../context.ts'
import { fileRef } from '../files/find.ts'
import { parse } from '../parse.ts'
import { admitOnnx } from './admit-onnx.ts'
import { modelName } from './find.ts'
import { register } from './register.ts'

export const importOnnxInput = z.object({
  name: modelName,
  /** As `receiveOnnx` answered. */
  file: z.string(),
  corrections: corrections.default({}),
  /** A file of the project with rows such as it was trained on: ranges, categories, examples and a background come of it. */
  rows: fileRef.optional(),
  description: z.string().max(4000).optional(),
})

/**
 * Registers an ONNX file that was received as the next version of a model. It is tried again, with the corrections.
 * Faults: NOT_FOUND, INVALID_INPUT with what is still to be said, BAD_DATA, LIMIT.
 */
export async function importOnnx(ctx: Context, input: z.input<typeof importOnnxInput>): Promise<ModelValue> {
  authorize(ctx, 'model', 'register')
  const { name, file, corrections, rows, description } = parse(importOnnxInput, input)
  await open(ctx, { sha256: file })
  const model = await admitOnnx(ctx, { file, corrections, rows })
  return await register(ctx, { name, model, ...(description !== undefined && { description }) })
}
