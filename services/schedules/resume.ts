import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { schedules } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { changed } from './changed.ts'
import { lockSchedule, scheduleRef } from './find.ts'

/** It fires again; what fell into the pause is not made up for. Faults: NOT_FOUND. */
export async function resume(ctx: Context, input: z.input<typeof scheduleRef>): Promise<void> {
  authorize(ctx, 'schedule', 'write')
  const ref = parse(scheduleRef, input)
  await ctx.db.transaction(async (tx) => {
    const { id, name } = await lockSchedule(tx, ctx.actor.projectId, ref)
    await tx.update(schedules).set({ pausedAt: null, activeSince: new Date() }).where(eq(schedules.id, id))
    await changed(tx, ctx.actor, { id, action: 'resume', detail: { name } })
  })
}
