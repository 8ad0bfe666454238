import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { decommissions } from '#db/schema.ts'
import { findEndpoint } from '../endpoints/find.ts'
import { findRegisteredVersion, versionNumber } from '../models/find-registered-version.ts'

/** What is to answer no more. */
export const decommissionable = z.union([
  z.object({ model: z.string(), number: versionNumber }),
  z.object({ endpoint: z.string() }),
])

export interface Decommissionable {
  /** Of its row here. */
  key: { versionId: string } | { endpointId: string }
  where: ReturnType<typeof eq>
  event: { topic: 'model' | 'endpoint'; id: string }
  resource: { resource: 'model' | 'endpoint'; resourceId: string }
}

/** Faults: NOT_FOUND. */
export async function findDecommissionable(
  q: Queryable,
  projectId: string,
  told: z.output<typeof decommissionable>,
): Promise<Decommissionable> {
  if ('endpoint' in told) {
    const { id } = await findEndpoint(q, projectId, told.endpoint)
    return {
      key: { endpointId: id },
      where: eq(decommissions.endpointId, id),
      event: { topic: 'endpoint', id },
      resource: { resource: 'endpoint', resourceId: id },
    }
  }
  const { id, modelId } = await findRegisteredVersion(q, projectId, { name: told.model, number: told.number })
  return {
    key: { versionId: id },
    where: eq(decommissions.versionId, id),
    event: { topic: 'model', id: modelId },
    resource: { resource: 'model', resourceId: id },
  }
}
