import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { demoShares } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { demoRef, holdDemo } from './find.ts'

export const revokeShareInput = demoRef.extend({ id: z.uuid() })

/** Ends a link and all visits that began by it. Faults: NOT_FOUND. */
export async function revokeShare(ctx: Context, input: z.input<typeof revokeShareInput>): Promise<void> {
  authorize(ctx, 'demo', 'share')
  const { name, id } = parse(revokeShareInput, input)
  await ctx.db.transaction(async (tx) => {
    const { id: demoId } = await holdDemo(tx, ctx.actor, name)
    const revoked = await tx
      .update(demoShares)
      .set({ revokedAt: new Date() })
      .where(and(eq(demoShares.id, id), eq(demoShares.demoId, demoId), isNull(demoShares.revokedAt)))
      .returning({ id: demoShares.id })
    if (revoked.length === 0) throw new Fault('NOT_FOUND', `no such link: ${id}`)
    await notify(tx, { project: ctx.actor.projectId, topic: 'demo', id: demoId })
    await append(tx, ctx.actor, {
      action: 'unshare',
      resource: 'demo',
      resourceId: demoId,
      detail: { name, share: id },
    })
  })
}
