import { and, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { modelVersions, predictions } from '#db/schema.ts'
import type { Signature } from '#pipeline/ports/model.ts'

export interface Answered {
  /** Of the version that answered; null where it is known no more. */
  signature: Signature | null
}

const batch = 5000

/** Which of some predictions an endpoint made, by id in small letters. */
export async function answeredBy(
  q: Queryable,
  endpointId: string,
  ids: readonly string[],
): Promise<Map<string, Answered>> {
  const made: { id: string; versionId: string }[] = []
  for (let start = 0; start < ids.length; start += batch)
    made.push(
      ...(await q
        .select({ id: predictions.id, versionId: predictions.versionId })
        .from(predictions)
        .where(and(eq(predictions.endpointId, endpointId), inArray(predictions.id, ids.slice(start, start + batch))))),
    )
  const versionIds = [...new Set(made.map(({ versionId }) => versionId))]
  const versions = versionIds.length
    ? await q
        .select({ id: modelVersions.id, signature: modelVersions.signature })
        .from(modelVersions)
        .where(inArray(modelVersions.id, versionIds))
    : []
  const signatures = new Map(versions.map(({ id, signature }) => [id, signature]))
  return new Map(made.map(({ id, versionId }) => [id, { signature: signatures.get(versionId) ?? null }]))
}
