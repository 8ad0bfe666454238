import { and, desc, eq, isNull, ne } from 'drizzle-orm'
import { apiTokens, users } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { lent } from './lend.ts'

export interface ListedToken {
  id: string
  name: string
  prefix: string
  scopes: string[]
  owner: string
  createdAt: Date
  expiresAt: Date | null
}

/** Tokens in force: all of the project for its owners, one's own for everybody else. */
export async function list(ctx: Context): Promise<ListedToken[]> {
  authorize(ctx, 'token', 'read')
  const { projectId, userId, role } = ctx.actor
  return await ctx.db
    .select({
      id: apiTokens.id,
      name: apiTokens.name,
      prefix: apiTokens.prefix,
      scopes: apiTokens.scopes,
      owner: users.name,
      createdAt: apiTokens.createdAt,
      expiresAt: apiTokens.expiresAt,
    })
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.userId))
    .where(
      and(
        eq(apiTokens.projectId, projectId),
        isNull(apiTokens.revokedAt),
        ne(apiTokens.prefix, lent),
        role === 'owner' ? undefined : eq(apiTokens.userId, userId),
      ),
    )
    .orderBy(desc(apiTokens.createdAt))
}
