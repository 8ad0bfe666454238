import { and, eq, gte, isNull, or } from 'drizzle-orm'
import { firings, type OverlapPolicy, runs } from '#db/schema.ts'
import type { Resources } from '../context.ts'
import type { ScheduleRow } from './find.ts'

/** A firing this late may still be on its way. */
export const underWay = 60_000
/** More than a day of the shortest interval. */
const mostDue = 10_000

/** Whether a firing that comes while the run before has not ended is meant to make none. */
export const leavesOut = (overlap: OverlapPolicy): boolean => overlap === 'skip' || overlap === 'buffer-one'

/** When it should have fired and did not, since it is due at these times; what is paused misses nothing. */
export async function missed(
  { db, calendar }: Pick<Resources, 'db' | 'calendar'>,
  schedule: ScheduleRow,
  { before, after = schedule.activeSince }: { before: Date; after?: Date },
): Promise<Date[]> {
  const { id, timing, activeSince, pausedAt, jitterSeconds, overlap, leftOutUntil } = schedule
  const from = after > activeSince ? after : activeSince
  const until = new Date(Math.min(before.getTime(), pausedAt?.getTime() ?? Number.POSITIVE_INFINITY) - underWay)
  if (until <= from) return []
  const due = await calendar.times(timing, { from, until, limit: mostDue })
  if (due.length === 0) return []
  const fired = await db
    .select({ scheduledAt: firings.scheduledAt, firedAt: firings.firedAt, runId: runs.id, endedAt: runs.endedAt })
    .from(firings)
    .leftJoin(runs, eq(runs.id, firings.runId))
    .where(
      and(
        eq(firings.scheduleId, id),
        or(gte(firings.scheduledAt, from), isNull(runs.endedAt), gte(runs.endedAt, from)),
      ),
    )
  return due.filter((at) => {
    const [first, last] = [at.getTime(), at.getTime() + jitterSeconds * 1000]
    const mayBeLeftOut = leavesOut(overlap) || (leftOutUntil !== null && at < leftOutUntil)
    return !fired.some(({ scheduledAt, firedAt, runId, endedAt }) => {
      if (scheduledAt.getTime() >= first && scheduledAt.getTime() <= last) return true
      // The run before had not ended, and it was set up to leave out what comes meanwhile.
      return (
        mayBeLeftOut && runId && firedAt.getTime() <= last && (endedAt?.getTime() ?? Number.POSITIVE_INFINITY) >= first
      )
    })
  })
}
