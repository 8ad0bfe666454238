import { z } from 'zod'
import type { Column } from '#pipeline/columns.ts'
import type { FileValue } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { columnTypes } from '#pipeline/params.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { type FileInfo, fileInfo, fileRef, findFile } from './find.ts'
import { insertVersion } from './insert-version.ts'
import { readInEncoding } from './read-in-encoding.ts'

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
      /** Of the text; as it is when absent. */
      encoding: z.string().min(1).max(40).optional(),
    })
    .refine(({ decimal = '.', thousands }) => decimal !== thousands, 'one mark cannot separate decimals and thousands')
    .optional(),
  /** Of columns whose detected type is wrong; where values do not fit it, their lines are named. */
  types: columnTypes(),
})

/** Reads a file anew, in another dialect or encoding if one is given; the corrected reading is a new version. */
export async function detectAgain(ctx: Context, input: z.input<typeof detectAgainInput>): Promise<FileInfo> {
  authorize(ctx, 'file', 'write')
  const { dialect: { encoding: wanted, ...dialect } = {}, types, ...ref } = parse(detectAgainInput, input)
  const file = await findFile(ctx.db, ctx.actor.projectId, ref)
  const { name, format } = file
  const former = file.dialect?.encoding
  const isOther = wanted !== undefined && wanted !== (former ?? 'utf-8')
  const { sha256, size, encoding } = isOther
    ? await readInEncoding(ctx.store, { sha256: file.sha256, former }, wanted)
    : { ...file, encoding: former }
  const given = 'delimiter' in dialect ? dialect : undefined
  const detected = await ctx.tables.detect(await ctx.store.path(sha256), format, given, types)
  const columns = corrected(detected.columns, types, detected.dialect)
  const reading = detected.dialect
    ? {
        ...detected.dialect,
        ...(encoding && { encoding }),
        // Here too, because what is read so is named by its dialect.
        ...(Object.keys(types).length > 0 && { types }),
      }
    : null
  const row = await ctx.db.transaction((tx) =>
    insertVersion(tx, ctx.actor, { name, sha256, size, format, dialect: reading, columns, rows: detected.rows }),
  )
  return fileInfo(row)
}

function corrected(columns: Column[], types: Record<string, string>, dialect: FileValue['dialect']): Column[] {
  const unknown = Object.keys(types).find((name) => !columns.some((column) => column.name === name))
  if (unknown !== undefined)
    throw new Fault('INVALID_INPUT', `no such column: ${unknown}`, { at: { param: 'types', column: unknown } })
  if (Object.keys(types).length > 0 && !dialect)
    throw new Fault('INVALID_INPUT', 'the file says its types itself', {
      at: { param: 'types' },
      hint: 'change them in the node that loads the file',
    })
  return columns.map((column) => ({ ...column, type: types[column.name] ?? column.type }))
}
