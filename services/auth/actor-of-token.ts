import { and, eq, gt, isNull, or } from 'drizzle-orm'
import { apiTokens, members, projects, users } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { type Role, type Scope, scopeNames } from '../access/matrix.ts'
import type { Actor, Resources } from '../context.ts'
import { hashSecret } from './secrets.ts'

/**
 * Who sends an API token: its owner, with the rights they have now, narrowed by its scopes. A token belongs to one
 * project; `project` is the slug that the request names, if it does. Faults: UNAUTHENTICATED; NOT_FOUND for another project.
 */
export async function actorOfToken(
  { db }: Pick<Resources, 'db'>,
  { token, project }: { token: string; project?: string },
): Promise<Actor> {
  const [row] = await db
    .select({
      userId: users.id,
      name: users.name,
      projectId: projects.id,
      slug: projects.slug,
      role: members.role,
      scopes: apiTokens.scopes,
    })
    .from(apiTokens)
    .innerJoin(projects, eq(projects.id, apiTokens.projectId))
    .innerJoin(users, eq(users.id, apiTokens.userId))
    .innerJoin(members, and(eq(members.projectId, apiTokens.projectId), eq(members.userId, apiTokens.userId)))
    .where(
      and(
        eq(apiTokens.hash, hashSecret(token)),
        isNull(apiTokens.revokedAt),
        or(isNull(apiTokens.expiresAt), gt(apiTokens.expiresAt, new Date())),
      ),
    )
  if (!row)
    throw new Fault('UNAUTHENTICATED', 'not a valid API token', { hint: 'make one under Settings, or sign in again' })
  const { slug, role, scopes, ...who } = row
  if (project !== undefined && project !== slug) throw new Fault('NOT_FOUND', `no such project: ${project}`)
  return { ...who, role: role as Role, scopes: scopes.filter(isScope) }
}

const isScope = (name: string): name is Scope => (scopeNames as readonly string[]).includes(name)
