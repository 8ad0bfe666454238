import { and, eq } from 'drizzle-orm'
import { members, projects, users } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Role } from '../access/matrix.ts'
import type { Actor, Resources } from '../context.ts'

/** Who a signed-in user is in a project, by its slug. Faults: NOT_FOUND, also where the user is no member. */
export async function actorOfUser(
  { db }: Pick<Resources, 'db'>,
  { userId, project }: { userId: string; project: string },
): Promise<Actor> {
  const [row] = await db
    .select({ name: users.name, projectId: projects.id, role: members.role })
    .from(members)
    .innerJoin(projects, eq(projects.id, members.projectId))
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.userId, userId), eq(projects.slug, project)))
  if (!row) throw new Fault('NOT_FOUND', `no such project: ${project}`)
  return { ...row, userId, role: row.role as Role }
}
