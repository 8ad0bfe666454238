import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { pipelines, users } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { findSchedule, type ScheduleRow, scheduleRef } from './find.ts'

export interface FoundSchedule extends Omit<ScheduleRow, 'projectId' | 'pipelineId' | 'ownerId' | 'deletedAt'> {
  pipeline: { id: string; slug: string; name: string }
  /** With whose rights it runs. */
  owner: string
}

/** Faults: NOT_FOUND. */
export async function get(ctx: Context, input: z.input<typeof scheduleRef>): Promise<FoundSchedule> {
  authorize(ctx, 'schedule', 'read')
  const { projectId, pipelineId, ownerId, deletedAt, ...schedule } = await findSchedule(
    ctx.db,
    ctx.actor.projectId,
    parse(scheduleRef, input),
  )
  const [pipeline] = await ctx.db
    .select({ id: pipelines.id, slug: pipelines.slug, name: pipelines.name })
    .from(pipelines)
    .where(eq(pipelines.id, pipelineId))
  if (!pipeline) throw new Fault('NOT_FOUND', `no pipeline behind the schedule: ${schedule.name}`)
  const [owner] = await ctx.db.select({ name: users.name }).from(users).where(eq(users.id, ownerId))
  return { ...schedule, pipeline, owner: owner?.name ?? ownerId }
}
