import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { files } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { asParquet } from './as-parquet.ts'
import { fileRef, findFile } from './find.ts'

export const countInput = fileRef

/** How many rows a file has; of text that is known once all of it was read. Faults: NOT_FOUND, BAD_DATA. */
export async function count(ctx: Context, input: z.input<typeof countInput>): Promise<{ rows: number | null }> {
  authorize(ctx, 'file', 'read')
  const ref = parse(countInput, input)
  const { projectId } = ctx.actor
  const file = await findFile(ctx.db, projectId, ref)
  if (file.rows !== null || file.format === 'ipynb') return { rows: file.rows }
  await asParquet(ctx, file)
  const [counted] = await ctx.db.select({ rows: files.rows }).from(files).where(eq(files.id, file.id))
  await notify(ctx.db, { project: projectId, topic: 'file', id: file.id })
  return { rows: counted?.rows ?? null }
}
