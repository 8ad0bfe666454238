import type { Queryable } from '#db/client.ts'
import type { ReleaseRow } from './open-release.ts'
import type { Sample } from './statistics.ts'

interface Asked {
  versionId: string
  mode: 'live' | 'shadow'
  since: Date
}

/** The plan's metric over the answers of a version that have a label; null where none has. */
export async function outcomesOf(_q: Queryable, _release: ReleaseRow, _asked: Asked): Promise<Sample | null> {
  return null
}
