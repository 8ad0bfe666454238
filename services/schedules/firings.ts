import { and, desc, eq, gte, lt } from 'drizzle-orm'
import { z } from 'zod'
import { firings as firingRows, type RunStatus, runs } from '#db/schema.ts'
import type { FaultData } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { findSchedule, type ScheduleRow, scheduleRef } from './find.ts'

export const firingsInput = z.object({
  schedule: scheduleRef,
  limit: z.number().int().min(1).max(500).default(100),
  before: z.coerce.date().optional(),
})

export interface Firing {
  scheduledAt: Date
  /** Absent: it never fired. */
  firedAt: Date | null
  run: { id: string; status: RunStatus; endedAt: Date | null } | null
  /** Why there is no run. */
  fault: FaultData | null
}

/** Firings of the past, the newest first, and the times at which it should have fired and did not. Faults: NOT_FOUND. */
export async function firings(ctx: Context, input: z.input<typeof firingsInput>): Promise<Firing[]> {
  authorize(ctx, 'schedule', 'read')
  const { schedule: ref, limit, before = new Date() } = parse(firingsInput, input)
  const schedule = await findSchedule(ctx.db, ctx.actor.projectId, ref)
  const rows = await ctx.db
    .select({
      scheduledAt: firingRows.scheduledAt,
      firedAt: firingRows.firedAt,
      fault: firingRows.fault,
      run: { id: runs.id, status: runs.status, endedAt: runs.endedAt },
    })
    .from(firingRows)
    .leftJoin(runs, eq(runs.id, firingRows.runId))
    .where(and(eq(firingRows.scheduleId, schedule.id), lt(firingRows.scheduledAt, before)))
    .orderBy(desc(firingRows.scheduledAt))
    .limit(limit)
  const oldest = rows.length === limit ? rows.at(-1)?.scheduledAt : undefined
  const missed = (await missedOf(ctx, schedule, before)).filter((at) => !oldest || at > oldest)
  return [...rows, ...missed.map((scheduledAt) => ({ scheduledAt, firedAt: null, run: null, fault: null }))].toSorted(
    (a, b) => b.scheduledAt.getTime() - a.scheduledAt.getTime(),
  )
}

/** A firing this late may still be on its way. */
const underWay = 60_000

/** Since it has been set up as it is now; what is paused misses nothing. */
async function missedOf(ctx: Context, schedule: ScheduleRow, before: Date): Promise<Date[]> {
  const { id, timing, activeSince, pausedAt, jitterSeconds } = schedule
  const until = new Date(Math.min(before.getTime(), pausedAt?.getTime() ?? Number.POSITIVE_INFINITY) - underWay)
  if (until <= activeSince) return []
  const due = await ctx.calendar.times(timing, { from: activeSince, until, limit: 1000 })
  if (due.length === 0) return []
  const fired = await ctx.db
    .select({ scheduledAt: firingRows.scheduledAt })
    .from(firingRows)
    .where(and(eq(firingRows.scheduleId, id), gte(firingRows.scheduledAt, activeSince)))
  const times = fired.map(({ scheduledAt }) => scheduledAt.getTime())
  return due.filter((at) => {
    const [from, to] = [at.getTime(), at.getTime() + jitterSeconds * 1000]
    return !times.some((time) => time >= from && time <= to)
  })
}
