import { and, eq, isNull } from 'drizzle-orm'
import { apiTokens, projects } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { insertToken } from './insert-token.ts'

const name = 'Notebooks of the platform'

/** A token for the platform's own notebooks, instead of the one of the last visit. Faults: FORBIDDEN to a token. */
export async function lendToken(ctx: Pick<Context, 'db' | 'actor'>): Promise<{ token: string; project: string }> {
  authorize(ctx, 'notebook', 'open')
  const { userId, projectId, scopes } = ctx.actor
  if (scopes) throw new Fault('FORBIDDEN', 'a token cannot open notebooks', { hint: 'open them in the browser' })
  return await ctx.db.transaction(async (tx) => {
    const [project] = await tx.select({ slug: projects.slug }).from(projects).where(eq(projects.id, projectId))
    if (!project) throw new Fault('NOT_FOUND', `no such project: ${projectId}`)
    const own = and(eq(apiTokens.userId, userId), eq(apiTokens.projectId, projectId), eq(apiTokens.name, name))
    await tx
      .update(apiTokens)
      .set({ revokedAt: new Date() })
      .where(and(own, isNull(apiTokens.revokedAt)))
    const { token } = await insertToken(tx, ctx.actor, name)
    return { token, project: project.slug }
  })
}
