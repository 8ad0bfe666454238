import { and, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { projectArtifacts } from '#db/schema.ts'

/** Those of the artifacts that the project may see. */
export async function visible(q: Queryable, projectId: string, sha256s: readonly string[]): Promise<Set<string>> {
  if (sha256s.length === 0) return new Set()
  const rows = await q
    .select({ sha256: projectArtifacts.sha256 })
    .from(projectArtifacts)
    .where(and(eq(projectArtifacts.projectId, projectId), inArray(projectArtifacts.sha256, [...new Set(sha256s)])))
  return new Set(rows.map(({ sha256 }) => sha256))
}
