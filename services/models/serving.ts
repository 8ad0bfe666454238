import { and, eq, isNull } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { endpoints } from '#db/schema.ts'
import { currentRoutes } from '../endpoints/routes.ts'

export interface ServingEndpoint {
  name: string
  weight: number
  mode: 'live' | 'canary' | 'shadow'
}

/** Endpoints that send traffic to a version now. */
export async function serving(q: Queryable, projectId: string, versionId: string): Promise<ServingEndpoint[]> {
  const rows = await q
    .select({ id: endpoints.id, name: endpoints.name })
    .from(endpoints)
    .where(and(eq(endpoints.projectId, projectId), isNull(endpoints.deletedAt)))
  const routes = await currentRoutes(
    q,
    rows.map(({ id }) => id),
  )
  return rows.flatMap(({ id, name }) =>
    (routes.get(id)?.shares ?? []).flatMap((share) =>
      share.versionId === versionId ? [{ name, weight: share.weight, mode: share.mode }] : [],
    ),
  )
}
