import type { Queryable } from '#db/client.ts'
import { artifacts, projectArtifacts } from '#db/schema.ts'
import type { StoredBytes } from './store.ts'

export interface Linked extends StoredBytes {
  mediaType: string
}

/** Makes stored bytes visible in a project, in the transaction of what they belong to. */
export async function link(tx: Queryable, projectId: string, stored: readonly Linked[]): Promise<void> {
  if (stored.length === 0) return
  const sorted = [...new Map(stored.map((one) => [one.sha256, one])).values()].sort((a, b) =>
    a.sha256 < b.sha256 ? -1 : 1,
  )
  const inserted = tx.$with('inserted').as(
    tx
      .insert(artifacts)
      .values(sorted.map(({ sha256, size, mediaType }) => ({ sha256, size, mediaType })))
      .onConflictDoNothing()
      .returning({ sha256: artifacts.sha256 }),
  )
  await tx
    .with(inserted)
    .insert(projectArtifacts)
    .values(sorted.map(({ sha256 }) => ({ projectId, sha256 })))
    .onConflictDoNothing()
}
