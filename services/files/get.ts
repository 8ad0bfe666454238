import { and, desc, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { files, users } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { type FileInfo, fileInfo, fileRef, findFile } from './find.ts'

export const getInput = fileRef

export interface FileDetail extends FileInfo {
  sha256: string
  /** The newest first. */
  versions: { version: number; size: number; rows: number | null; createdAt: Date; createdBy: string }[]
}

/** One version of a file (the newest unless one is named) and what others there are. Faults: NOT_FOUND. */
export async function get(ctx: Context, input: z.input<typeof getInput>): Promise<FileDetail> {
  authorize(ctx, 'file', 'read')
  const row = await findFile(ctx.db, ctx.actor.projectId, parse(getInput, input))
  const versions = await ctx.db
    .select({
      version: files.version,
      size: files.size,
      rows: files.rows,
      createdAt: files.createdAt,
      createdBy: users.name,
    })
    .from(files)
    .leftJoin(users, eq(users.id, files.createdBy))
    .where(and(eq(files.projectId, ctx.actor.projectId), eq(files.name, row.name), isNull(files.deletedAt)))
    .orderBy(desc(files.version))
  return {
    ...fileInfo(row),
    sha256: row.sha256,
    versions: versions.map((version) => ({ ...version, createdBy: version.createdBy ?? '' })),
  }
}
