import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { aliasProtections, aliasRequests, models } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Actor } from '../context.ts'

export const requestRef = z.object({ request: z.int().min(1) })

/** Who may agree to a move of an alias. */
export interface Protection {
  roles: string[]
  users: string[]
}

/** What a model says of its own alias comes before what the project says of all. */
export async function findProtection(
  q: Queryable,
  projectId: string,
  { modelId, alias }: { modelId: string; alias: string },
): Promise<Protection | undefined> {
  const [row] = await q
    .select({ roles: aliasProtections.roles, users: aliasProtections.users })
    .from(aliasProtections)
    .where(
      and(
        eq(aliasProtections.projectId, projectId),
        eq(aliasProtections.alias, alias),
        or(eq(aliasProtections.modelId, modelId), isNull(aliasProtections.modelId)),
      ),
    )
    .orderBy(sql`${aliasProtections.modelId} nulls last`)
    .limit(1)
  return row
}

/** Where a protection was lifted meanwhile, the owners still decide what was asked under it. */
const lifted: Protection = { roles: ['owner'], users: [] }

export const mayDecide = (
  { userId, role }: Pick<Actor, 'userId' | 'role'>,
  { requestedBy, protection = lifted }: { requestedBy: string; protection: Protection | undefined },
): boolean => userId !== requestedBy && (protection.roles.includes(role) || protection.users.includes(userId))

/** Faults: NOT_FOUND. */
export async function findRequest(q: Queryable, projectId: string, id: number) {
  const [row] = await q
    .select({ request: aliasRequests, model: models.name })
    .from(aliasRequests)
    .innerJoin(models, eq(models.id, aliasRequests.modelId))
    .where(and(eq(aliasRequests.projectId, projectId), eq(aliasRequests.id, id)))
  if (!row) throw new Fault('NOT_FOUND', `no such request: ${id}`)
  return { ...row.request, model: row.model }
}

export type AliasRequest = Awaited<ReturnType<typeof findRequest>>
