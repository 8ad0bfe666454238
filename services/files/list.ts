import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { files } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { type FileInfo, fileInfo } from './find.ts'
import { readAtOnce } from './preview.ts'

export interface ListedFile extends FileInfo {
  versions: number
  /** Its rows are not known yet, and would be at once if they were asked for. */
  quickToCount: boolean
}

/** The newest version of each file, the newest first. */
export async function list(ctx: Context): Promise<ListedFile[]> {
  authorize(ctx, 'file', 'read')
  const rows = await ctx.db
    .selectDistinctOn([files.name], {
      file: files,
      versions: sql<number>`(count(*) over (partition by ${files.name}))::int`,
    })
    .from(files)
    .where(and(eq(files.projectId, ctx.actor.projectId), isNull(files.deletedAt)))
    .orderBy(files.name, desc(files.version))
  return rows
    .map(({ file, versions }) => ({
      ...fileInfo(file),
      versions,
      quickToCount: file.rows === null && file.format !== 'ipynb' && file.size <= readAtOnce,
    }))
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
}
