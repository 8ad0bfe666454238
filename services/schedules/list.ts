import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import { firings, pipelines, type RunStatus, runs, schedules, type Timing } from '#db/schema.ts'
import type { FaultData } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'

export interface ListedSchedule {
  id: string
  name: string
  pipeline: { slug: string; name: string }
  timing: Timing
  pausedAt: Date | null
  /** The newest firing: its run, or why there was none. */
  last: { scheduledAt: Date; runId: string | null; status: RunStatus | null; fault: FaultData | null } | null
}

/** The schedules of the project, by name. */
export async function list(ctx: Context): Promise<ListedSchedule[]> {
  authorize(ctx, 'schedule', 'read')
  const newest = ctx.db
    .select({
      scheduledAt: firings.scheduledAt,
      runId: firings.runId,
      status: sql<RunStatus | null>`${runs.status}`.as('run_status'),
      fault: sql<FaultData | null>`${firings.fault}`.as('firing_fault'),
    })
    .from(firings)
    .leftJoin(runs, eq(runs.id, firings.runId))
    .where(eq(firings.scheduleId, schedules.id))
    .orderBy(desc(firings.scheduledAt))
    .limit(1)
    .as('newest')
  const rows = await ctx.db
    .select({
      id: schedules.id,
      name: schedules.name,
      pipeline: { slug: pipelines.slug, name: pipelines.name },
      timing: schedules.timing,
      pausedAt: schedules.pausedAt,
      scheduledAt: newest.scheduledAt,
      runId: newest.runId,
      status: newest.status,
      fault: newest.fault,
    })
    .from(schedules)
    .innerJoin(pipelines, eq(pipelines.id, schedules.pipelineId))
    .leftJoinLateral(newest, sql`true`)
    .where(and(eq(schedules.projectId, ctx.actor.projectId), isNull(schedules.deletedAt)))
    .orderBy(asc(schedules.name))
  return rows.map(({ scheduledAt, runId, status, fault, ...schedule }) => ({
    ...schedule,
    last: scheduledAt && { scheduledAt, runId, status, fault },
  }))
}
