import { z } from 'zod'
import type { Timing } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { timing } from './timing.ts'

export const foreseeInput = z.object({ timing, limit: z.number().int().min(1).max(100).default(20) })

/** The next times at which something so timed fires. Faults: INVALID_INPUT where it never does; UNAVAILABLE. */
export async function foresee(ctx: Context, input: z.input<typeof foreseeInput>): Promise<Date[]> {
  authorize(ctx, 'schedule', 'read')
  const { timing: wanted, limit } = parse(foreseeInput, input)
  return await demandTimes(ctx, wanted, limit)
}

export const demandTimes = async (ctx: Pick<Context, 'calendar'>, wanted: Timing, limit: number): Promise<Date[]> => {
  const times = await ctx.calendar.times(wanted, { from: new Date(), limit })
  if (times.length === 0)
    throw new Fault('INVALID_INPUT', 'this never fires', {
      at: { param: 'timing' },
      hint: 'there is no such day in the next eight years: look at the day of the month, the month and the weekday together',
    })
  return times
}
