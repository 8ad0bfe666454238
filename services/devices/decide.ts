import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { deviceRequests } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { deviceCode, findWaiting } from './find.ts'

export const decideInput = z.object({ code: deviceCode, answer: z.enum(['approve', 'refuse']) })

/** Lets a program into the project of this request, on the actor's behalf, or not. Faults: NOT_FOUND; FORBIDDEN to a token. */
export async function decide(ctx: Pick<Context, 'db' | 'actor'>, input: z.input<typeof decideInput>): Promise<void> {
  authorize(ctx, 'token', 'write')
  const { code, answer } = parse(decideInput, input)
  const { userId, projectId, scopes } = ctx.actor
  if (scopes) throw new Fault('FORBIDDEN', 'a token cannot let another program in', { hint: 'approve in the browser' })
  await ctx.db.transaction(async (tx) => {
    const { id, device } = await findWaiting(tx, code)
    await tx
      .update(deviceRequests)
      .set({ decidedBy: userId, projectId: answer === 'approve' ? projectId : null })
      .where(eq(deviceRequests.id, id))
    await append(tx, ctx.actor, { action: answer, resource: 'device', resourceId: id, detail: { device } })
  })
}
