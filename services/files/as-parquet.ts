import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { results } from '#db/schema.ts'
import { scanFile } from '#engines/tables/scan-file.ts'
import { contentHash } from '#pipeline/canonical.ts'
import { sql } from '#pipeline/sql.ts'
import { artifactsOf } from '../artifacts/artifacts-of.ts'
import { link } from '../artifacts/link.ts'
import type { Context } from '../context.ts'
import { find } from '../results/find.ts'
import { type FileRow, fileValue } from './find.ts'

/** The path of a file as Parquet, made once for each reading of its bytes. Rows that do not fit are left out. */
export async function asParquet(ctx: Context, file: FileRow): Promise<string> {
  const { sha256, format, dialect, columns } = file
  const path = await ctx.store.path(sha256)
  if (format === 'parquet') return path
  const key = `look ${contentHash({ sha256, format, dialect, columns })}`
  const known = (await find(ctx, [key])).get(key)?.outputs.rows
  if (known?.type === 'table') return await ctx.store.path(known.artifact)

  const output = join(ctx.work, `${randomUUID()}.parquet`)
  try {
    const scan = scanFile(fileValue(file), path)({ types: {}, skipBadRows: true })
    const made = await ctx.tables.select({ sql: sql`SELECT * FROM ${scan}`.text, tables: {}, files: [path], output })
    const stored = await ctx.store.adopt(output)
    const value = { type: 'table' as const, artifact: stored.sha256, rows: made.rows, columns: made.columns }
    const { projectId } = ctx.actor
    await ctx.db.transaction(async (tx) => {
      await link(
        tx,
        projectId,
        artifactsOf(value).map(({ mediaType }) => ({ ...stored, mediaType })),
      )
      const result = { outputs: { rows: value }, rowsOut: made.rows }
      await tx
        .insert(results)
        .values({ ...result, projectId, key })
        .onConflictDoUpdate({ target: [results.projectId, results.key], set: result })
    })
    return await ctx.store.path(stored.sha256)
  } finally {
    await rm(output, { force: true })
  }
}
