import { and, desc, eq, lt } from 'drizzle-orm'
import { z } from 'zod'
import { firings as firingRows, type RunStatus, runs } from '#db/schema.ts'
import type { FaultData } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { findSchedule, type ScheduleRow, scheduleRef } from './find.ts'
import { missed } from './missed.ts'

export const firingsInput = z.object({
  schedule: scheduleRef,
  limit: z.number().int().min(1).max(500).default(100),
  before: z.coerce.date().optional(),
})

export interface Firing {
  scheduledAt: Date
  /** Absent: it never fired. */
  firedAt: Date | null
  /** With why it failed, if it did. */
  run: { id: string; status: RunStatus; endedAt: Date | null; fault: FaultData | null } | null
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
      run: { id: runs.id, status: runs.status, endedAt: runs.endedAt, fault: runs.fault },
    })
    .from(firingRows)
    .leftJoin(runs, eq(runs.id, firingRows.runId))
    .where(and(eq(firingRows.scheduleId, schedule.id), lt(firingRows.scheduledAt, before)))
    .orderBy(desc(firingRows.scheduledAt))
    .limit(limit)
  const oldest = rows.length === limit ? rows.at(-1)?.scheduledAt : undefined
  const absent = await missedOf(ctx, schedule, { before, after: oldest ?? schedule.activeSince, limit })
  return [...rows, ...absent.map((scheduledAt) => ({ scheduledAt, firedAt: null, run: null, fault: null }))]
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
