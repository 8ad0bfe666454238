import { and, asc, isNull, lt } from 'drizzle-orm'
import { runs } from '#db/schema.ts'
import type { Resources } from '../context.ts'

export interface UnfinishedRun {
  id: string
  projectId: string
  startedBy: string
  workflow: string | null
  createdAt: Date
  cancelRequestedAt: Date | null
}

/** Runs of all projects, created before a moment, that have not ended: what the reconciler compares with Temporal. */
export async function unfinished(
  { db }: Pick<Resources, 'db'>,
  { before }: { before: Date },
): Promise<UnfinishedRun[]> {
  return await db
    .select({
      id: runs.id,
      projectId: runs.projectId,
      startedBy: runs.startedBy,
      workflow: runs.workflow,
      createdAt: runs.createdAt,
      cancelRequestedAt: runs.cancelRequestedAt,
    })
    .from(runs)
    .where(and(isNull(runs.endedAt), lt(runs.createdAt, before)))
    .orderBy(asc(runs.createdAt))
}
