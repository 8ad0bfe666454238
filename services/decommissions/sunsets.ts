import { inArray } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { decommissions } from '#db/schema.ts'

/** When something stops to answer. */
export interface Sunset {
  at: Date
  reason: string
  announcedAt: Date
}

const columns = {
  versionId: decommissions.versionId,
  endpointId: decommissions.endpointId,
  at: decommissions.sunsetAt,
  reason: decommissions.reason,
  announcedAt: decommissions.announcedAt,
}

/** Of those versions that have a date. */
export async function sunsetsOfVersions(q: Queryable, ids: readonly string[]): Promise<Map<string, Sunset>> {
  if (ids.length === 0) return new Map()
  const rows = await q
    .select(columns)
    .from(decommissions)
    .where(inArray(decommissions.versionId, [...ids]))
  return new Map(rows.map(({ versionId, endpointId: _, ...sunset }) => [versionId ?? '', sunset]))
}

/** Of those endpoints that have a date. */
export async function sunsetsOfEndpoints(q: Queryable, ids: readonly string[]): Promise<Map<string, Sunset>> {
  if (ids.length === 0) return new Map()
  const rows = await q
    .select(columns)
    .from(decommissions)
    .where(inArray(decommissions.endpointId, [...ids]))
  return new Map(rows.map(({ versionId: _, endpointId, ...sunset }) => [endpointId ?? '', sunset]))
}
