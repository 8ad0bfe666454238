import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { members } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import { memberRoles } from '../access/matrix.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { demandAnotherOwner, findMember } from './find.ts'

export const setRoleInput = z.object({ id: z.string(), role: z.enum(memberRoles) })

/** What a member may do from now on. Faults: FORBIDDEN, NOT_FOUND; CONFLICT for the last owner. */
export async function setRole(ctx: Context, input: z.input<typeof setRoleInput>): Promise<void> {
  authorize(ctx, 'member', 'write')
  const { id, role } = parse(setRoleInput, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const { name } = await findMember(tx, projectId, id)
    if (role !== 'owner') await demandAnotherOwner(tx, projectId, id)
    await tx
      .update(members)
      .set({ role })
      .where(and(eq(members.projectId, projectId), eq(members.userId, id)))
    await append(tx, ctx.actor, { action: 'set-role', resource: 'member', resourceId: id, detail: { name, role } })
  })
}
