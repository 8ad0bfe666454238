import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { members } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { demandAnotherOwner, findMember } from './find.ts'

export const removeInput = z.object({ id: z.string() })

/**
 * Ends a membership at once, and with it what the person's tokens, schedules and triggers may do here; what they made stays.
 * Faults: FORBIDDEN, NOT_FOUND; CONFLICT for the last owner.
 */
export async function remove(ctx: Context, input: z.input<typeof removeInput>): Promise<void> {
  authorize(ctx, 'member', 'write')
  const { id } = parse(removeInput, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const { name } = await findMember(tx, projectId, id)
    await demandAnotherOwner(tx, projectId, id)
    await tx.delete(members).where(and(eq(members.projectId, projectId), eq(members.userId, id)))
    await append(tx, ctx.actor, { action: 'remove', resource: 'member', resourceId: id, detail: { name } })
  })
}
