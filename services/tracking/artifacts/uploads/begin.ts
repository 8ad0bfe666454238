import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { z } from 'zod'
import { authorize } from '../../../access/authorize.ts'
import type { Context } from '../../../context.ts'
import { parse } from '../../../parse.ts'
import { artifactPath } from '../path.ts'
import { sweep } from './sweep.ts'
import { uploadFolder, uploadsRoot } from './upload-folder.ts'

export const beginInput = z.object({ path: artifactPath })

/** Makes room for the parts of a large file. Nothing of it is visible before it is complete. */
export async function begin(ctx: Context, input: z.input<typeof beginInput>): Promise<{ upload: string }> {
  authorize(ctx, 'tracking', 'write')
  const { path } = parse(beginInput, input)
  await sweep(uploadsRoot(ctx.work))
  const upload = randomUUID()
  await mkdir(uploadFolder(ctx, { path, upload }), { recursive: true })
  return { upload }
}
