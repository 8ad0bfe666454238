import { sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import {
  artifactPaths,
  artifacts,
  files,
  models,
  modelVersions,
  projectArtifacts,
  results,
  runs,
  steps,
} from '#db/schema.ts'
import type { Resources } from '../context.ts'
import { holdAlone } from './hold.ts'

/** What a project has no name for any more, it may not see any more. Tells which artifacts nobody may see. */
export async function release(tx: Queryable, projectId: string, sha256s: readonly string[]): Promise<string[]> {
  if (sha256s.length === 0) return []
  const given = sql`${sql.param([...new Set(sha256s)])}::text[]`
  const named = (outputs: unknown) => sql`(regexp_matches(${outputs}::text, '[0-9a-f]{64}', 'g'))[1]`
  await tx.execute(sql`
    with used as (
      select sha256 from ${artifactPaths} where project_id = ${projectId} and sha256 = any(${given})
      union select sha256 from ${files} where project_id = ${projectId} and sha256 = any(${given})
      union select unnest(array[v.artifact, v.details, v.report]) from ${modelVersions} v
        join ${models} m on m.id = v.model_id where m.project_id = ${projectId}
      union select ${named(sql`outputs`)} from ${results} where project_id = ${projectId}
      union select ${named(sql`s.outputs`)} from ${steps} s join ${runs} r on r.id = s.run_id
        where r.project_id = ${projectId} and s.outputs is not null
    )
    delete from ${projectArtifacts} where project_id = ${projectId} and sha256 = any(${given})
      and sha256 not in (select sha256 from used where sha256 is not null)`)
  const { rows } = await tx.execute<{ sha256: string }>(sql`
    select sha256 from ${artifacts} a where sha256 = any(${given})
      and not exists (select from ${projectArtifacts} p where p.sha256 = a.sha256)`)
  return rows.map(({ sha256 }) => sha256)
}

/** Takes away the bytes of artifacts that nobody may see; those that somebody named meanwhile stay. */
export async function removeBytes({ db, store }: Resources, sha256s: readonly string[]): Promise<void> {
  for (const sha256 of sha256s)
    await db.transaction(async (tx) => {
      await holdAlone(tx, sha256)
      const { rows } = await tx.execute(sql`
        delete from ${artifacts} a where sha256 = ${sha256}
          and not exists (select from ${projectArtifacts} p where p.sha256 = a.sha256)
          and not exists (select from ${artifactPaths} p where p.sha256 = a.sha256) returning sha256`)
      if (rows.length > 0) await store.remove(sha256)
    })
}
