import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { typeFamily } from '#pipeline/columns.ts'
import type { Context } from '../context.ts'
import { asParquet } from '../files/as-parquet.ts'
import { type fileRef, findFile } from '../files/find.ts'

/** Rows of a file that tell what a model's columns hold. */
export interface SampledRows {
  name: string
  version: number
  /** How many the file has. */
  total: number
  columns: { name: string; isText: boolean }[]
  rows: unknown[][]
}

const most = 10_000

/** Rows of a project's file, at most ten thousand of them, drawn from all. Faults: NOT_FOUND, BAD_DATA. */
export async function sampleRows(ctx: Context, ref: z.output<typeof fileRef>): Promise<SampledRows> {
  const file = await findFile(ctx.db, ctx.actor.projectId, ref)
  const whole = await asParquet(ctx, file)
  const sampled = join(ctx.work, `${randomUUID()}.parquet`)
  try {
    const sql = `SELECT * FROM rows USING SAMPLE reservoir(${most} ROWS) REPEATABLE (1)`
    await ctx.tables.select({ sql, tables: { rows: whole }, files: [], output: sampled })
    const { total } = await ctx.tables.preview(whole, { offset: 0, limit: 1 })
    const first = await ctx.tables.preview(sampled, { offset: 0, limit: most })
    const rows = [...first.rows]
    while (rows.length < first.total) {
      const next = await ctx.tables.preview(sampled, { offset: rows.length, limit: most })
      if (next.rows.length === 0) break
      rows.push(...next.rows)
    }
    const columns = first.columns.map(({ name, type }) => ({
      name,
      isText: !['number', 'integer', 'boolean'].includes(typeFamily(type)),
    }))
    return { name: file.name, version: file.version, total, columns, rows }
  } finally {
    await rm(sampled, { force: true })
  }
}
