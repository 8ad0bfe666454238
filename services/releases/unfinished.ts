import { and, asc, isNull, lt } from 'drizzle-orm'
import { releases } from '#db/schema.ts'
import type { Resources } from '../context.ts'

/** Releases of all projects, started before a moment, that have not ended: what the reconciler compares with Temporal. */
export async function unfinishedReleases(
  { db }: Pick<Resources, 'db'>,
  { before }: { before: Date },
): Promise<{ id: string }[]> {
  return await db
    .select({ id: releases.id })
    .from(releases)
    .where(and(isNull(releases.endedAt), lt(releases.startedAt, before)))
    .orderBy(asc(releases.startedAt))
}
