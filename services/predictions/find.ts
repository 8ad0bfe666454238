import { and, eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { endpoints, models, modelVersions, predictions } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'

/** A prediction with the version that made it, also when endpoint, model or version are no longer in use. Faults: NOT_FOUND. */
export async function findPrediction(q: Queryable, projectId: string, id: string) {
  const [row] = await q
    .select({ prediction: predictions, endpoint: endpoints, version: modelVersions, model: models })
    .from(predictions)
    .innerJoin(endpoints, eq(endpoints.id, predictions.endpointId))
    .leftJoin(modelVersions, eq(modelVersions.id, predictions.versionId))
    .leftJoin(models, eq(models.id, modelVersions.modelId))
    .where(and(eq(endpoints.projectId, projectId), eq(predictions.id, id)))
  if (!row)
    throw new Fault('NOT_FOUND', `no such prediction: ${id}`, { hint: 'its id is in the answer of the endpoint' })
  return row
}

export type FoundPrediction = Awaited<ReturnType<typeof findPrediction>>
