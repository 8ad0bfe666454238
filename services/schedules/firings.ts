import { and, desc, eq, lt, or } from 'drizzle-orm'
import { z } from 'zod'
import { firings as firingRows, type RunStatus, runs } from '#db/schema.ts'
import type { FaultData } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { findSchedule, type ScheduleRow, scheduleRef } from './find.ts'
import { missed, underWay } from './missed.ts'

export const firingsInput = z.object({
  schedule: scheduleRef,
  limit: z.number().int().min(1).max(500).default(100),
  /** The oldest of the page before, without an id where it was missed: what is older comes. */
  before: z.object({ scheduledAt: z.coerce.date(), id: z.uuid().nullable() }).optional(),
})

export interface Firing {
  /** Absent: it never fired. */
  id: string | null
  scheduledAt: Date
  firedAt: Date | null
  /** With why it failed, if it did. */
  run: { id: string; status: RunStatus; endedAt: Date | null; fault: FaultData | null } | null
  /** Why there is no run. */
  fault: FaultData | null
}

/** Firings of the past, the newest first, and the times at which it should have fired and did not. Faults: NOT_FOUND. */
export async function firings(ctx: Context, input: z.input<typeof firingsInput>): Promise<Firing[]> {
  authorize(ctx, 'schedule', 'read')
  const { schedule: ref, limit, before: place } = parse(firingsInput, input)
  const schedule = await findSchedule(ctx.db, ctx.actor.projectId, ref)
  const now = new Date()
  const before = place?.scheduledAt ?? now
  const sameTime = place?.id ? and(eq(firingRows.scheduledAt, before), lt(firingRows.id, place.id)) : undefined
  const rows = await ctx.db
    .select({
      id: firingRows.id,
      scheduledAt: firingRows.scheduledAt,
      firedAt: firingRows.firedAt,
      fault: firingRows.fault,
      run: { id: runs.id, status: runs.status, endedAt: runs.endedAt, fault: runs.fault },
    })
    .from(firingRows)
    .leftJoin(runs, eq(runs.id, firingRows.runId))
    .where(and(eq(firingRows.scheduleId, schedule.id), or(lt(firingRows.scheduledAt, before), sameTime)))
    .orderBy(desc(firingRows.scheduledAt), desc(firingRows.id))
    .limit(limit)
  const oldest = rows.length === limit ? rows.at(-1)?.scheduledAt : undefined
  // What was due shortly before now may be on its way; what was due shortly before an older page is not.
  const seenAt = new Date(Math.min(now.getTime(), before.getTime() + underWay - 1))
  const absent = await missedOf(ctx, schedule, { before: seenAt, after: oldest ?? schedule.activeSince, limit })
  return [...rows, ...absent.map((scheduledAt) => ({ id: null, scheduledAt, firedAt: null, run: null, fault: null }))]
    .toSorted((a, b) => b.scheduledAt.getTime() - a.scheduledAt.getTime())
    .slice(0, limit)
}

const day = 24 * 3_600_000

/** The newest of them are wanted, and there may be very many: so it is looked back from the end, further each time. */
async function missedOf(
  ctx: Context,
  schedule: ScheduleRow,
  { before, after, limit }: { before: Date; after: Date; limit: number },
): Promise<Date[]> {
  const end = Math.min(before.getTime(), schedule.pausedAt?.getTime() ?? before.getTime())
  for (const days of [1, 100]) {
    const since = new Date(end - days * day)
    const found = since > after ? await missed(ctx, schedule, { before, after: since }) : []
    if (found.length >= limit) return found
  }
  return await missed(ctx, schedule, { before, after })
}
