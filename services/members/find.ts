import { and, eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { members, projects, users } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'

/** Faults: NOT_FOUND for one who is not of the project. */
export async function findMember(q: Queryable, projectId: string, id: string): Promise<{ name: string; role: string }> {
  const [row] = await q
    .select({ name: users.name, role: members.role })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.projectId, projectId), eq(members.userId, id)))
  if (!row) throw new Fault('NOT_FOUND', `nobody of the project: ${id}`)
  return row
}

/** A project keeps an owner; its row is the lock, so that two who go at once do not leave it without. Faults: CONFLICT. */
export async function demandAnotherOwner(tx: Queryable, projectId: string, id: string): Promise<void> {
  await tx.select({ id: projects.id }).from(projects).where(eq(projects.id, projectId)).for('update')
  const owners = await tx
    .select({ id: members.userId })
    .from(members)
    .where(and(eq(members.projectId, projectId), eq(members.role, 'owner')))
  if (owners.every((owner) => owner.id === id))
    throw new Fault('CONFLICT', 'a project needs an owner, and this is the last one', {
      hint: 'make somebody else an owner first',
    })
}
