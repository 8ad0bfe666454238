import { and, eq, inArray, type SQL } from 'drizzle-orm'
import { trackedRuns } from '#db/schema.ts'

/** The steps of a pipeline's run. What a client put beneath a run is not among them: with MLflow it stays when its parent goes. */
export const trainingsOf = (id: string): SQL | undefined =>
  and(eq(trackedRuns.parentId, id), inArray(trackedRuns.kind, ['step', 'notebook']))
