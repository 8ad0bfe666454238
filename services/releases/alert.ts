import type { Queryable } from '#db/client.ts'
import type { ReleaseRow } from './open-release.ts'

/** What people are told of a release that went back, broke or waits. */
export async function alertOf(
  _tx: Queryable,
  _about: { release: ReleaseRow; endpoint: { name: string } },
): Promise<void> {}

export async function settleAlert(_tx: Queryable, _release: Pick<ReleaseRow, 'id' | 'projectId'>): Promise<void> {}
