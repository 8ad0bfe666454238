import { and, asc, eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { modelVersions, revisions, runs } from '#db/schema.ts'
import { setOffBy } from '../runs/set-off-by.ts'
import type { ReleaseRow } from './open-release.ts'

/**
 * Whose work a release is, so that somebody else agrees to it: who started it by hand, and who wrote what made its
 * version. The owner of a schedule or a trigger that set it off has decided nothing.
 */
export async function authorsOf(
  q: Queryable,
  { toVersionId, startedBy, stepKey }: Pick<ReleaseRow, 'toVersionId' | 'startedBy' | 'stepKey'>,
): Promise<string[]> {
  const runId = stepKey?.split(':')[0]
  const isByHand = !runId || !(await setOffBy(q, runId))
  return [...(isByHand ? [startedBy] : []), ...(await writerOf(q, toVersionId))]
}

/** Who first wrote the pipeline as it ran: moving its nodes about is not writing it. */
async function writerOf(q: Queryable, versionId: string): Promise<string[]> {
  const [made] = await q
    .select({ by: modelVersions.createdBy, pipelineId: revisions.pipelineId, key: revisions.key })
    .from(modelVersions)
    .leftJoin(runs, eq(runs.id, modelVersions.runId))
    .leftJoin(revisions, eq(revisions.id, runs.revisionId))
    .where(eq(modelVersions.id, versionId))
  if (!made) return []
  if (!made.pipelineId || !made.key) return [made.by]
  const [first] = await q
    .select({ by: revisions.createdBy })
    .from(revisions)
    .where(and(eq(revisions.pipelineId, made.pipelineId), eq(revisions.key, made.key)))
    .orderBy(asc(revisions.number))
    .limit(1)
  return first ? [first.by] : []
}
