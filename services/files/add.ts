import type { Readable } from 'node:stream'
import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { type FileInfo, fileInfo } from './find.ts'
import { insertVersion } from './insert-version.ts'
import { formatOf, uploadName } from './name.ts'

const largest = 64 * 2 ** 30

export const addInput = z.object({
  name: uploadName,
  source: z.custom<Readable>(),
  maxBytes: z.number().int().positive().max(largest).default(largest),
})

/**
 * A table, streamed into the store, read as far as needed to name its columns, and kept as the next version of its name.
 * Nothing is visible unless all of that succeeds. Faults: INVALID_INPUT, BAD_DATA with what is wrong in it, LIMIT.
 */
export async function add(ctx: Context, input: z.input<typeof addInput>): Promise<FileInfo> {
  authorize(ctx, 'file', 'write')
  const { name, source, maxBytes } = parse(addInput, input)
  const format = formatOf(name)
  const { sha256, size } = await ctx.store.put(source, { maxBytes })
  if (size === 0) throw new Fault('BAD_DATA', `the file is empty: ${name}`, { hint: 'choose another file' })
  const detected = await ctx.tables.detect(await ctx.store.path(sha256), format)
  const row = await ctx.db.transaction((tx) =>
    insertVersion(tx, ctx.actor, {
      name,
      sha256,
      size,
      format,
      dialect: detected.dialect ?? null,
      columns: detected.columns,
      rows: detected.rows,
    }),
  )
  return fileInfo(row)
}
