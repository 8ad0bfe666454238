import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { type FileInfo, fileInfo, fileRef, findFile } from './find.ts'
import { insertVersion } from './insert-version.ts'

export const detectAgainInput = fileRef.extend({
  dialect: z
    .object({
      delimiter: z.string().min(1).max(4),
      quote: z.string().max(1),
      header: z.boolean(),
      skip: z.number().int().min(0).max(100_000),
      /** Marks in numbers, where they are not a point and nothing. */
      decimal: z.literal(',').optional(),
      thousands: z.enum([',', '.', ' ', "'"]).optional(),
    })
    .refine(({ decimal = '.', thousands }) => decimal !== thousands, 'one mark cannot separate decimals and thousands')
    .optional(),
})

/** Reads a file anew, in another dialect if one is given; the corrected reading is a new version of the same bytes. */
export async function detectAgain(ctx: Context, input: z.input<typeof detectAgainInput>): Promise<FileInfo> {
  authorize(ctx, 'file', 'write')
  const { dialect, ...ref } = parse(detectAgainInput, input)
  const { name, sha256, size, format, dialect: former } = await findFile(ctx.db, ctx.actor.projectId, ref)
  const detected = await ctx.tables.detect(await ctx.store.path(sha256), format, dialect)
  const { columns, rows } = detected
  const encoding = former?.encoding
  const reading = detected.dialect ? { ...detected.dialect, ...(encoding && { encoding }) } : null
  const row = await ctx.db.transaction((tx) =>
    insertVersion(tx, ctx.actor, { name, sha256, size, format, dialect: reading, columns, rows }),
  )
  return fileInfo(row)
}
