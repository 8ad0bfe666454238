import { and, eq, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { files } from '#db/schema.ts'
import { canonical } from '#pipeline/canonical.ts'
import { Fault } from '#pipeline/fault.ts'
import { link } from '../artifacts/link.ts'
import { append } from '../audit/append.ts'
import type { Actor } from '../context.ts'
import { notify } from '../events/notify.ts'
import type { FileRow } from './find.ts'
import { mediaTypes } from './name.ts'

export type NewVersion = Pick<FileRow, 'name' | 'sha256' | 'size' | 'format' | 'dialect' | 'columns' | 'rows'> &
  Partial<Pick<FileRow, 'notebook'>>

/** The next version of a name, or the newest one where that is the same already. */
export async function insertVersion(tx: Queryable, actor: Actor, next: NewVersion): Promise<FileRow> {
  const { projectId, userId } = actor
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`file ${projectId} ${next.name}`}, 0))`)
  const former = await tx
    .select()
    .from(files)
    .where(and(eq(files.projectId, projectId), eq(files.name, next.name)))
  const newest = former.sort((a, b) => b.version - a.version)[0]
  const same = (['sha256', 'format', 'dialect', 'columns', 'notebook'] as const).every(
    (field) => canonical(newest?.[field] ?? null) === canonical(next[field]),
  )
  if (newest && same && !newest.deletedAt) return newest

  await link(tx, projectId, [{ sha256: next.sha256, size: next.size, mediaType: mediaTypes[next.format] }])
  const version = (newest?.version ?? 0) + 1
  const [row] = await tx
    .insert(files)
    .values({ ...next, projectId, version, createdBy: userId })
    .returning()
  if (!row) throw new Fault('INTERNAL', 'no row')
  await notify(tx, { project: projectId, topic: 'file', id: row.id })
  await append(tx, actor, {
    action: 'add',
    resource: 'file',
    resourceId: row.id,
    detail: { name: next.name, version, sha256: next.sha256 },
  })
  return row
}
