import { eq, sql } from 'drizzle-orm'
import { accounts, members, signInLinks, users } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { memberRoles } from '../access/matrix.ts'
import type { Context } from '../context.ts'

export interface ListedMember {
  id: string
  name: string
  email: string
  role: (typeof memberRoles)[number]
  /** Whether they have signed in. */
  come: boolean
  /** Whether it is who asks. */
  you: boolean
}

/** The people of the project, by name. */
export async function list(ctx: Context): Promise<ListedMember[]> {
  authorize(ctx, 'member', 'read')
  const come = sql<boolean>`exists (select 1 from ${signInLinks} where ${signInLinks.userId} = ${users.id} and ${signInLinks.usedAt} is not null)
    or exists (select 1 from ${accounts} where ${accounts.userId} = ${users.id})`
  const rows = await ctx.db
    .select({ id: users.id, name: users.name, email: users.email, role: members.role, come })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.projectId, ctx.actor.projectId))
    .orderBy(users.name, users.id)
  return rows.map((row) => ({ ...row, role: row.role as ListedMember['role'], you: row.id === ctx.actor.userId }))
}
