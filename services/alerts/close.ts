import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { lockAlert } from './find.ts'
import { settle } from './settle.ts'

export const closeInput = z.object({ id: z.uuid(), why: z.string().trim().max(500).optional() })

/** Somebody says that it is over; it opens anew when it happens again. Faults: NOT_FOUND. */
export async function close(ctx: Context, input: z.input<typeof closeInput>): Promise<void> {
  authorize(ctx, 'alert', 'write')
  const { id, why } = parse(closeInput, input)
  const { projectId, userId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const { key, settledAt } = await lockAlert(tx, projectId, id)
    if (settledAt) return
    await settle(tx, { projectId, key, by: userId, ...(why && { why }) })
    await append(tx, ctx.actor, { action: 'settle', resource: 'alert', resourceId: id, detail: { key } })
  })
}
