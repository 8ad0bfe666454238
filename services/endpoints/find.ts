import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { endpoints } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'

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
  if (!row) throw new Fault('NOT_FOUND', `no such endpoint: ${name}`)
  return row
}
