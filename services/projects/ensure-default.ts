import { randomUUID } from 'node:crypto'
import { asc, eq, sql } from 'drizzle-orm'
import { members, projects, users } from '#db/schema.ts'
import { append } from '../audit/append.ts'
import type { Actor, Resources } from '../context.ts'

/** Any number that no other lock of ours has. */
const onceLock = 4_715_220_003

/**
 * The project `default` and its owner, made at the first start and found at every later one. For whoever starts the
 * platform: it asks for no rights.
 */
export async function ensureDefault({ db }: Pick<Resources, 'db'>): Promise<Actor> {
  return await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${onceLock})`)
    const [known] = await tx
      .select({ userId: users.id, name: users.name, projectId: projects.id })
      .from(projects)
      .innerJoin(members, eq(members.projectId, projects.id))
      .innerJoin(users, eq(users.id, members.userId))
      .where(sql`${projects.slug} = 'default' and ${members.role} = 'owner'`)
      .orderBy(asc(users.createdAt))
      .limit(1)
    if (known) return { ...known, role: 'owner' }

    const user = { id: randomUUID(), name: 'Owner', email: 'owner@espalier.local', emailVerified: true }
    const project = { id: randomUUID(), slug: 'default', name: 'Default' }
    await tx.insert(users).values(user)
    await tx.insert(projects).values(project)
    await tx.insert(members).values({ projectId: project.id, userId: user.id, role: 'owner' })
    const actor: Actor = { userId: user.id, name: user.name, projectId: project.id, role: 'owner' }
    await append(tx, actor, { action: 'create', resource: 'project', resourceId: project.id })
    return actor
  })
}
