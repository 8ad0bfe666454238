import { and, eq, isNull, ne } from 'drizzle-orm'
import { z } from 'zod'
import { schedules } from '#db/schema.ts'
import { canonical } from '#pipeline/canonical.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { findRevision } from '../pipelines/find.ts'
import { demandOverrides } from '../runs/demand-overrides.ts'
import { changed } from './changed.ts'
import { nameTaken } from './create.ts'
import { findSchedule, lockSchedule, type ScheduleRow } from './find.ts'
import { demandTimes } from './foresee.ts'
import { leavesOut } from './missed.ts'
import { settings } from './settings.ts'

export const updateInput = settings.extend({ id: z.uuid() })

/**
 * What has fired stays as it is, and nothing of the past fires again. What was missed stays so, but where it is due at
 * other times from now on. Faults: those of `create`.
 */
export async function update(ctx: Context, input: z.input<typeof updateInput>): Promise<void> {
  authorize(ctx, 'schedule', 'write')
  const { id, ...given } = parse(updateInput, input)
  const { projectId } = ctx.actor
  const { pipelineId } = await findSchedule(ctx.db, projectId, { id })
  const { spec } = await findRevision(ctx.db, projectId, { id: pipelineId })
  demandOverrides(spec, ctx.catalogue, given.overrides)
  await demandTimes(ctx, given.timing, 1)
  await ctx.db.transaction(async (tx) => {
    const former = await lockSchedule(tx, projectId, { id })
    const [other] = await tx
      .select({ id: schedules.id })
      .from(schedules)
      .where(
        and(
          eq(schedules.projectId, projectId),
          eq(schedules.name, given.name),
          ne(schedules.id, id),
          isNull(schedules.deletedAt),
        ),
      )
    if (other) throw nameTaken(given.name)
    const now = new Date()
    const another = {
      ...(dueTimes(given) !== dueTimes(former) && { activeSince: now }),
      ...(leavesOut(former.overlap) && !leavesOut(given.overlap) && { leftOutUntil: now }),
    }
    await tx
      .update(schedules)
      .set({ ...given, ...another })
      .where(eq(schedules.id, id))
    await changed(tx, ctx.actor, { id, action: 'update', detail: given })
  })
}

/** By what it is known whether a firing came: when it was due, and how much later it may be. */
const dueTimes = ({ timing, jitterSeconds }: Pick<ScheduleRow, 'timing' | 'jitterSeconds'>): string =>
  canonical([timing, jitterSeconds])
