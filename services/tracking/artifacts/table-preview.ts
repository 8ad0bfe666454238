import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { scanFile } from '#engines/tables/scan-file.ts'
import type { Preview } from '#engines/tables/tables.ts'
import type { FileValue } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { literal, sql } from '#pipeline/sql.ts'
import type { Context } from '../../context.ts'

export type TablePreview = Omit<Preview, 'total'> & { total: number | null }

const formats: Record<string, FileValue['format']> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.jsonl': 'jsonl',
  '.parquet': 'parquet',
}

export const tableFormat = (extension: string): FileValue['format'] | undefined => formats[extension]

const firstRows = 1000

/** The first rows of a file, read by the locked-down engine; undefined for one that is no table. */
export async function tableOf(
  ctx: Context,
  path: string,
  format: FileValue['format'],
): Promise<TablePreview | undefined> {
  try {
    if (format === 'parquet') return await ctx.tables.preview(path, { offset: 0, limit: firstRows })
    return await readText(ctx, path, format)
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'BAD_DATA') return undefined
    throw thrown
  }
}

async function readText(ctx: Context, path: string, format: FileValue['format']): Promise<TablePreview> {
  const { columns, rows, dialect } = await ctx.tables.detect(path, format)
  const output = join(ctx.work, `${randomUUID()}.parquet`)
  try {
    const file: FileValue = { name: 'artifact', sha256: '', format, columns, ...(dialect && { dialect }) }
    const scan = scanFile(file, path)({ types: {}, skipBadRows: true })
    const { text } = sql`SELECT * FROM ${scan} LIMIT ${literal(firstRows)}`
    await ctx.tables.select({ sql: text, tables: {}, files: [path], output })
    const first = await ctx.tables.preview(output, { offset: 0, limit: firstRows })
    return { ...first, total: first.total < firstRows ? first.total : rows }
  } finally {
    await rm(output, { force: true })
  }
}
