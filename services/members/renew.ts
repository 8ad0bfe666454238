import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { findMember } from './find.ts'
import { type Invitation, inviteBy, isNew } from './invitation.ts'

export const renewInput = z.object({ id: z.string() })

/**
 * Another link for somebody who has not come yet; the former one opens nothing more. Faults: FORBIDDEN, NOT_FOUND; CONFLICT
 * for one who has an account.
 */
export async function renew(ctx: Context, input: z.input<typeof renewInput>): Promise<Invitation> {
  authorize(ctx, 'member', 'write')
  const { id } = parse(renewInput, input)
  return await ctx.db.transaction(async (tx) => {
    const { name } = await findMember(tx, ctx.actor.projectId, id)
    if (!(await isNew(tx, { userId: id, projectId: ctx.actor.projectId })))
      throw new Fault('CONFLICT', `this person has an account already: ${name}`, {
        hint: 'they sign in with their password',
      })
    const invitation = await inviteBy(tx, id)
    await append(tx, ctx.actor, { action: 'renew', resource: 'member', resourceId: id, detail: { name } })
    return invitation
  })
}
