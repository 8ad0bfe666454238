import { z } from 'zod'
import type { Preview } from '#engines/tables/tables.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { asParquet, headAsParquet, headRows, knownParquet, leftOutOf } from './as-parquet.ts'
import { fileRef, findFile } from './find.ts'

export const page = z.object({
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(1000),
})
export const previewInput = fileRef.extend(page.shape)

/** `total` is null while nobody has read the whole file. */
export type FilePreview = Omit<Preview, 'total'> & {
  total: number | null
  /** Lines that do not fit and are not among the rows. */
  leftOut?: number
}

/** Files up to this size are read at once. */
export const readAtOnce = 32 * 2 ** 20

/** A page of a file's rows. Faults: NOT_FOUND, BAD_DATA. */
export async function preview(ctx: Context, input: z.input<typeof previewInput>): Promise<FilePreview> {
  authorize(ctx, 'file', 'read')
  const { offset, limit, ...ref } = parse(previewInput, input)
  const file = await findFile(ctx.db, ctx.actor.projectId, ref)
  const whole =
    file.size <= readAtOnce || offset + limit > headRows ? await asParquet(ctx, file) : await knownParquet(ctx, file)
  if (whole) {
    const leftOut = await leftOutOf(ctx, file)
    return { ...(await ctx.tables.preview(whole, { offset, limit })), ...(leftOut > 0 && { leftOut }) }
  }
  const first = await ctx.tables.preview(await headAsParquet(ctx, file), { offset, limit })
  return { ...first, total: first.total < headRows ? first.total : file.rows }
}
