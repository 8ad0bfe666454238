import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { files, results } from '#db/schema.ts'
import { scanFile } from '#engines/tables/scan-file.ts'
import { contentHash } from '#pipeline/canonical.ts'
import { literal, type SqlText, sql } from '#pipeline/sql.ts'
import { artifactsOf } from '../artifacts/artifacts-of.ts'
import { link } from '../artifacts/link.ts'
import type { Context } from '../context.ts'
import { find } from '../results/find.ts'
import { type FileRow, fileValue } from './find.ts'

/** The path of a file as Parquet, made once for each reading of its bytes. Rows that do not fit are left out. */
export async function asParquet(ctx: Context, file: FileRow): Promise<string> {
  const path = await knownParquet(ctx, file)
  if (path && file.rows === null) await keepCount(ctx, file)
  return path ?? (await makeWhole(ctx, file))
}

/** The same, if it has been made or need not be. */
export const knownParquet = async (ctx: Context, file: FileRow): Promise<string | undefined> =>
  file.format === 'parquet' ? await ctx.store.path(file.sha256) : await known(ctx, keyOf(file))

/** How many rows `headAsParquet` has at most. */
export const headRows = 1000

/** The first rows alone: of a large file they are there long before all of it is read. */
export async function headAsParquet(ctx: Context, file: FileRow): Promise<string> {
  const key = `${keyOf(file)} first ${headRows}`
  return (await known(ctx, key)) ?? (await make(ctx, file, key, sql`LIMIT ${literal(headRows)}`))
}

/** How many lines of the whole file do not fit, as far as it has been read. */
export async function leftOutOf(ctx: Context, file: FileRow): Promise<number> {
  const value = (await find(ctx, [keyOf(file)])).get(keyOf(file))?.outputs.rows
  return value?.type === 'table' ? (value.leftOut ?? 0) : 0
}

const keyOf = ({ sha256, format, dialect, columns }: FileRow): string =>
  `look 2 ${contentHash({ sha256, format, dialect, columns })}`

async function known(ctx: Context, key: string): Promise<string | undefined> {
  const value = (await find(ctx, [key])).get(key)?.outputs.rows
  return value?.type === 'table' ? await ctx.store.path(value.artifact) : undefined
}

/** Whoever is the first to read all of a file counts its rows. */
async function makeWhole(ctx: Context, file: FileRow): Promise<string> {
  const path = await make(ctx, file, keyOf(file), sql``)
  await keepCount(ctx, file)
  return path
}

/** Of the same bytes read alike under another name it is known already. */
async function keepCount(ctx: Context, file: FileRow): Promise<void> {
  const rows = (await find(ctx, [keyOf(file)])).get(keyOf(file))?.rowsOut
  if (typeof rows === 'number' && file.rows !== rows)
    await ctx.db.update(files).set({ rows }).where(eq(files.id, file.id))
}

async function make(ctx: Context, file: FileRow, key: string, limit: SqlText): Promise<string> {
  const path = await ctx.store.path(file.sha256)
  const output = join(ctx.work, `${randomUUID()}.parquet`)
  try {
    const scan = scanFile(fileValue(file), path)({ types: {}, skipBadRows: true })
    const { text } = sql`SELECT * FROM ${scan} ${limit}`
    const made = await ctx.tables.select({ sql: text, tables: {}, files: [path], output })
    const stored = await ctx.store.adopt(output)
    const { rows, columns, leftOut } = made
    const value = { type: 'table' as const, artifact: stored.sha256, rows, columns, ...(leftOut && { leftOut }) }
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
