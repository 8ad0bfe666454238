import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { endpoints } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { endByHand } from '../releases/end-by-hand.ts'
import { findEndpoint } from './find.ts'

export const removeInput = z.strictObject({ name: z.string() })

/**
 * Takes an endpoint away: it answers no more, at once. Its predictions and routes stay; who deploys to the name again goes
 * on with them. Faults: NOT_FOUND.
 */
export async function remove(ctx: Context, input: z.input<typeof removeInput>): Promise<void> {
  authorize(ctx, 'endpoint', 'remove')
  const { name } = parse(removeInput, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const endpoint = await findEndpoint(tx, projectId, name)
    const { id } = endpoint
    await endByHand(tx, ctx.actor, endpoint, 'the endpoint was taken away')
    await tx.update(endpoints).set({ deletedAt: new Date() }).where(eq(endpoints.id, id))
    await notify(tx, { project: projectId, topic: 'endpoint', id })
    await append(tx, ctx.actor, { action: 'remove', resource: 'endpoint', resourceId: id, detail: { name } })
  })
}
