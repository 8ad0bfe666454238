import { and, asc, eq } from 'drizzle-orm'
import { members, projects } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Role } from '../access/matrix.ts'
import type { Context } from '../context.ts'

export interface ListedProject {
  slug: string
  name: string
  role: Role
}

/** Every project that whoever asks is a member of, by name; for a token, the one that it was made for. */
export async function list(ctx: Pick<Context, 'db' | 'actor'>): Promise<ListedProject[]> {
  authorize(ctx, 'project', 'read')
  const { userId, projectId, scopes } = ctx.actor
  const rows = await ctx.db
    .select({ slug: projects.slug, name: projects.name, role: members.role })
    .from(members)
    .innerJoin(projects, eq(projects.id, members.projectId))
    .where(and(eq(members.userId, userId), scopes ? eq(members.projectId, projectId) : undefined))
    .orderBy(asc(projects.name))
  return rows.map(({ role, ...row }) => ({ ...row, role: role as Role }))
}
