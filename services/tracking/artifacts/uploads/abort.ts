import { rm } from 'node:fs/promises'
import type { z } from 'zod'
import { authorize } from '../../../access/authorize.ts'
import type { Context } from '../../../context.ts'
import { parse } from '../../../parse.ts'
import { uploadFolder, uploadInput } from './upload-folder.ts'

export const abortInput = uploadInput

/** Takes the parts away. One that is complete, or was never begun, is left as it is. */
export async function abort(ctx: Context, input: z.input<typeof abortInput>): Promise<void> {
  authorize(ctx, 'tracking', 'write')
  await rm(uploadFolder(ctx, parse(abortInput, input)), { recursive: true, force: true })
}
