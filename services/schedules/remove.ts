import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { schedules } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { changed } from './changed.ts'
import { lockSchedule, scheduleRef } from './find.ts'

/** It is gone; its runs stay. Faults: NOT_FOUND. */
export async function remove(ctx: Context, input: z.input<typeof scheduleRef>): Promise<void> {
  authorize(ctx, 'schedule', 'remove')
  const ref = parse(scheduleRef, input)
  await ctx.db.transaction(async (tx) => {
    const { id, name } = await lockSchedule(tx, ctx.actor.projectId, ref)
    await tx.update(schedules).set({ deletedAt: new Date() }).where(eq(schedules.id, id))
    await changed(tx, ctx.actor, { id, action: 'remove', detail: { name } })
  })
}
