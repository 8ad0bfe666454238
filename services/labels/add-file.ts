import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { type AddedLabels, add, type addInput } from './add.ts'

type AddFileInput = Omit<z.input<typeof addInput>, 'rows' | 'source'> & { source: Readable }

const rowsAtOnce = 10_000

/** Labels of a Parquet file, part after part; each part counts by itself. Faults: as `add`; BAD_DATA. */
export async function addFile(ctx: Context, { source, ...shared }: AddFileInput): Promise<AddedLabels> {
  authorize(ctx, 'label', 'write')
  const folder = await mkdtemp(join(ctx.work, 'labels-'))
  const path = join(folder, 'labels.parquet')
  const sum: AddedLabels = { added: 0, same: 0, replaced: 0, refused: [] }
  try {
    await pipeline(source, createWriteStream(path))
    for (let offset = 0, total = 1; offset < total; ) {
      const page = await ctx.tables.preview(path, { offset, limit: rowsAtOnce })
      total = page.total
      if (page.rows.length === 0) break
      const names = page.columns.map(({ name }) => name)
      const rows = page.rows.map((row) => Object.fromEntries(names.map((name, place) => [name, row[place]])))
      const part = await add(ctx, { ...shared, rows, source: 'file' })
      for (const what of ['added', 'same', 'replaced'] as const) sum[what] += part[what]
      for (const { row, reason } of part.refused) sum.refused.push({ row: row + offset, reason })
      offset += page.rows.length
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  if (sum.added + sum.same + sum.replaced + sum.refused.length === 0) throw new Fault('BAD_DATA', 'no rows in the file')
  return sum
}
