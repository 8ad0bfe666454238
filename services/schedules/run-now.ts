import type { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { wish } from '../outbox/wish.ts'
import { parse } from '../parse.ts'
import { findSchedule, scheduleRef } from './find.ts'

/** Fires once more, at once, also while it is paused. Faults: NOT_FOUND. */
export async function runNow(ctx: Context, input: z.input<typeof scheduleRef>): Promise<void> {
  authorize(ctx, 'schedule', 'write')
  authorize(ctx, 'run', 'start')
  const ref = parse(scheduleRef, input)
  await ctx.db.transaction(async (tx) => {
    const { id, name } = await findSchedule(tx, ctx.actor.projectId, ref)
    await wish(tx, { kind: 'fire-schedule', scheduleId: id })
    await append(tx, ctx.actor, { action: 'run-now', resource: 'schedule', resourceId: id, detail: { name } })
  })
}
