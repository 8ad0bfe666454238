import { and, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { members, users } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'

export interface Member {
  id: string
  name: string
  role: string
}

/** The people of a project, by name. */
export const membersOf = (q: Queryable, projectId: string): Promise<Member[]> =>
  q
    .select({ id: users.id, name: users.name, role: members.role })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.projectId, projectId))
    .orderBy(users.name)

/** Faults: NOT_FOUND for one who is not of the project. */
export async function demandMembers(q: Queryable, projectId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const found = await q
    .select({ id: members.userId })
    .from(members)
    .where(and(eq(members.projectId, projectId), inArray(members.userId, [...ids])))
  const stranger = ids.find((id) => !found.some((one) => one.id === id))
  if (stranger) throw new Fault('NOT_FOUND', `nobody of the project: ${stranger}`, { at: { param: 'users' } })
}
