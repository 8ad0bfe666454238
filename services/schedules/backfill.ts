import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { wish } from '../outbox/wish.ts'
import { parse } from '../parse.ts'
import { findSchedule, scheduleRef } from './find.ts'

const most = 1000

export const backfillInput = z.object({ schedule: scheduleRef, from: z.coerce.date(), until: z.coerce.date() })

/**
 * Fires for every time of a range in the past, one after the other. Answers how many. Faults: NOT_FOUND; INVALID_INPUT
 * for a range that is empty, reaches into the future or holds more than a thousand firings.
 */
export async function backfill(ctx: Context, input: z.input<typeof backfillInput>): Promise<{ firings: number }> {
  authorize(ctx, 'schedule', 'write')
  authorize(ctx, 'run', 'start')
  const { schedule: ref, from, until } = parse(backfillInput, input)
  const wrong = (message: string, hint: string) => new Fault('INVALID_INPUT', message, { at: { param: 'from' }, hint })
  if (until > new Date())
    throw wrong(`the range ends in the future: ${until.toISOString()}`, 'what is to come fires by itself')
  const schedule = await findSchedule(ctx.db, ctx.actor.projectId, ref)
  // Both ends belong to the range.
  const times = await ctx.calendar.times(schedule.timing, {
    from: new Date(from.getTime() - 1000),
    until,
    limit: most + 1,
  })
  if (times.length === 0) throw wrong('nothing was due in this range', 'choose an earlier start or a later end')
  if (times.length > most) throw wrong(`more than ${most} firings lie in this range`, 'choose a shorter one')
  await ctx.db.transaction(async (tx) => {
    const range = { from: from.toISOString(), until: until.toISOString() }
    await wish(tx, { kind: 'backfill-schedule', scheduleId: schedule.id, range })
    await append(tx, ctx.actor, { action: 'backfill', resource: 'schedule', resourceId: schedule.id, detail: range })
  })
  return { firings: times.length }
}
