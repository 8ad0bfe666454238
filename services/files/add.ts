import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { describeNotebook } from '#pipeline/notebook/describe.ts'
import { largestNotebook } from '#pipeline/notebook/facts.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { type FileInfo, type FileRow, fileInfo } from './find.ts'
import { insertVersion } from './insert-version.ts'
import { formatOf, uploadName } from './name.ts'
import { putAsUtf8 } from './put-as-utf8.ts'

const largest = 64 * 2 ** 30

export const addInput = z.object({
  name: uploadName,
  source: z.custom<Readable>(),
  /** Of a text file, as browsers name it (`shift_jis`); found out when absent. */
  encoding: z.string().min(1).max(40).optional(),
  maxBytes: z.number().int().positive().max(largest).default(largest),
})

/**
 * A table or a notebook, streamed into the store (text as UTF-8, however it was written), read as far as needed to name its columns, and kept as the next version of its name.
 * Nothing is visible unless all of that succeeds. Faults: INVALID_INPUT, BAD_DATA with what is wrong in it, LIMIT.
 */
export async function add(ctx: Context, input: z.input<typeof addInput>): Promise<FileInfo> {
  authorize(ctx, 'file', 'write')
  const { name, source, ...how } = parse(addInput, input)
  const format = formatOf(name)
  const { sha256, size, encoding } = await putAsUtf8(ctx.store, source, { ...how, format })
  if (size === 0) throw new Fault('BAD_DATA', `the file is empty: ${name}`, { hint: 'choose another file' })
  const detected = await detect(ctx, { name, sha256, size, format })
  const row = await ctx.db.transaction((tx) =>
    insertVersion(tx, ctx.actor, {
      name,
      sha256,
      size,
      format,
      dialect: detected.dialect ? { ...detected.dialect, ...(encoding && { encoding }) } : null,
      columns: detected.columns,
      rows: detected.rows,
      notebook: detected.notebook ?? null,
    }),
  )
  return fileInfo(row)
}

async function detect(ctx: Context, file: Pick<FileRow, 'name' | 'sha256' | 'size' | 'format'>) {
  const { name, sha256, size, format } = file
  const path = await ctx.store.path(sha256)
  if (format !== 'ipynb') return { ...(await ctx.tables.detect(path, format)), notebook: undefined }
  if (size > largestNotebook)
    throw new Fault('LIMIT', `a notebook larger than ${largestNotebook / 2 ** 20} MB: ${name}`, {
      hint: 'clear its outputs before you upload it',
    })
  const notebook = describeNotebook(await readFile(path, 'utf8'), name)
  return { columns: [], rows: null, dialect: undefined, notebook }
}
