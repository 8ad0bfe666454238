import { sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { artifactPaths, models, modelVersions } from '#db/schema.ts'
import { release } from '../../artifacts/release.ts'

const scheme = /^mlflow-artifacts:\/+/

/** The folder of our own store that an address names; undefined for one elsewhere. */
export const folderOf = (uri: string): string | undefined =>
  scheme.test(uri) ? uri.replace(scheme, '').replace(/\/+$/, '') : undefined

/**
 * Takes away the names of all in some folders, but for what registered versions rest on. Tells which bytes nobody has a
 * name for any more. '0' is what follows '/' in bytes.
 */
export async function forget(tx: Queryable, projectId: string, folders: readonly string[]): Promise<string[]> {
  if (folders.length === 0) return []
  const sources = await tx.execute<{ source: string }>(sql`
    select v.source from ${modelVersions} v join ${models} m on m.id = v.model_id
    where m.project_id = ${projectId} and v.deleted_at is null and v.source like 'mlflow-artifacts:%'`)
  const kept = sources.rows.flatMap(({ source }) => folderOf(source) ?? [])
  const removed = await tx.execute<{ sha256: string }>(sql`
    delete from ${artifactPaths} p using unnest(${sql.param([...folders])}::text[]) as f(folder)
    where p.project_id = ${projectId} and p.path > (f.folder || '/') collate "C" and p.path < (f.folder || '0') collate "C"
      and not exists (
        select from unnest(${sql.param(kept)}::text[]) as k(folder)
        where p.path = k.folder or (p.path > (k.folder || '/') collate "C" and p.path < (k.folder || '0') collate "C")
      )
    returning p.sha256`)
  return await release(
    tx,
    projectId,
    removed.rows.map(({ sha256 }) => sha256),
  )
}
