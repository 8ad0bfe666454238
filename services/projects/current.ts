import { eq } from 'drizzle-orm'
import { projects } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Role } from '../access/matrix.ts'
import type { Context } from '../context.ts'

export interface CurrentProject {
  project: { slug: string; name: string }
  user: string
  role: Role
}

/** The project of a request, and who asks. */
export async function current(ctx: Pick<Context, 'db' | 'actor'>): Promise<CurrentProject> {
  authorize(ctx, 'project', 'read')
  const { projectId, name, role } = ctx.actor
  const [project] = await ctx.db
    .select({ slug: projects.slug, name: projects.name })
    .from(projects)
    .where(eq(projects.id, projectId))
  if (!project) throw new Fault('NOT_FOUND', `no such project: ${projectId}`)
  return { project, user: name, role }
}
