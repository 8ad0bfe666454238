import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { members, users } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { memberRoles } from '../access/matrix.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { type Invitation, inviteBy, isNew } from './invitation.ts'

export const inviteInput = z.object({
  name: z.string().trim().min(1).max(120),
  email: z.email().max(254).toLowerCase(),
  role: z.enum(memberRoles),
})

/**
 * Makes somebody a member of the project. Who has no account yet is given one, with a link that opens it once; who has one
 * signs in as ever. Faults: FORBIDDEN; CONFLICT for one who is a member already.
 */
export async function invite(
  ctx: Context,
  input: z.input<typeof inviteInput>,
): Promise<{ id: string; invitation: Invitation | null }> {
  authorize(ctx, 'member', 'write')
  const { name, email, role } = parse(inviteInput, input)
  const { projectId } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    const [made] = await tx
      .insert(users)
      .values({ id: randomUUID(), name, email })
      .onConflictDoNothing({ target: users.email })
      .returning({ id: users.id })
    const [known] = made ? [made] : await tx.select({ id: users.id }).from(users).where(eq(users.email, email))
    if (!known) throw new Fault('INTERNAL', 'no row')
    const added = await tx
      .insert(members)
      .values({ projectId, userId: known.id, role })
      .onConflictDoNothing()
      .returning({ id: members.userId })
    if (added.length === 0)
      throw new Fault('CONFLICT', `a member already: ${email}`, {
        at: { param: 'email' },
        hint: 'change the role in the list of people',
      })
    const invitation = (await isNew(tx, { userId: known.id, projectId })) ? await inviteBy(tx, known.id) : null
    await append(tx, ctx.actor, {
      action: 'invite',
      resource: 'member',
      resourceId: known.id,
      detail: { name, email, role },
    })
    return { id: known.id, invitation }
  })
}
