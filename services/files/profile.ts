import type { z } from 'zod'
import type { ColumnProfile } from '#engines/tables/tables.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { asParquet } from './as-parquet.ts'
import { fileRef, findFile } from './find.ts'

export const profileInput = fileRef

/** Each column of a file at a glance: missing and distinct values, range, distribution. Faults: NOT_FOUND, BAD_DATA. */
export async function profile(ctx: Context, input: z.input<typeof profileInput>): Promise<ColumnProfile[]> {
  authorize(ctx, 'file', 'read')
  const file = await findFile(ctx.db, ctx.actor.projectId, parse(profileInput, input))
  return await ctx.tables.profile(await asParquet(ctx, file))
}
