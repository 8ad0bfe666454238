import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { endpoints } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { otherName } from '#pipeline/nearest.ts'

export const endpointName = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single hyphens, such as late-flights')

export type EndpointRow = typeof endpoints.$inferSelect

/** Faults: NOT_FOUND, also for an endpoint of another project. */
export async function findEndpoint(q: Queryable, projectId: string, name: string): Promise<EndpointRow> {
  const [row] = await q
    .select()
    .from(endpoints)
    .where(and(eq(endpoints.projectId, projectId), eq(endpoints.name, name), isNull(endpoints.deletedAt)))
  if (!row) throw new Fault('NOT_FOUND', `no such endpoint: ${name}`, { hint: await others(q, projectId, name) })
  return row
}

async function others(q: Queryable, projectId: string, name: string): Promise<string> {
  const rows = await q
    .select({ name: endpoints.name })
    .from(endpoints)
    .where(and(eq(endpoints.projectId, projectId), isNull(endpoints.deletedAt)))
    .orderBy(endpoints.name)
  if (rows.length === 0)
    return 'no endpoint has been made yet: deploy a model with a Deploy node, or from the page of a model version'
  return otherName(
    name,
    rows.map((row) => row.name),
  )
}
