import { z } from 'zod'
import type { Preview } from '#engines/tables/tables.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { asParquet } from './as-parquet.ts'
import { fileRef, findFile } from './find.ts'

export const page = z.object({
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(1000),
})
export const previewInput = fileRef.extend(page.shape)

/** A page of a file's rows. Faults: NOT_FOUND, BAD_DATA. */
export async function preview(ctx: Context, input: z.input<typeof previewInput>): Promise<Preview> {
  authorize(ctx, 'file', 'read')
  const { offset, limit, ...ref } = parse(previewInput, input)
  const file = await findFile(ctx.db, ctx.actor.projectId, ref)
  return await ctx.tables.preview(await asParquet(ctx, file), { offset, limit })
}
