import { and, asc, desc, eq, isNull, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type FiringOutcome, pipelines, type RunStatus, runs, triggerFirings, triggers } from '#db/schema.ts'
import type { FaultData } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import type { TriggerRow } from './find.ts'

export interface ListedTrigger
  extends Pick<TriggerRow, 'id' | 'name' | 'kind' | 'watch' | 'pausedAt' | 'fault' | 'failingSince'> {
  pipeline: { slug: string; name: string }
  /** Name of the pipeline whose runs it waits for, or whose values it reads. */
  watched: string | null
  /** What came of the newest arrival. */
  last: {
    arrivedAt: Date
    outcome: FiringOutcome
    reason: string | null
    fault: FaultData | null
    runId: string | null
    status: RunStatus | null
  } | null
}

/** The triggers of the project, by name. */
export async function list(ctx: Context): Promise<ListedTrigger[]> {
  authorize(ctx, 'trigger', 'read')
  const newest = ctx.db
    .select({
      arrivedAt: triggerFirings.arrivedAt,
      outcome: triggerFirings.outcome,
      reason: triggerFirings.reason,
      fault: sql<FaultData | null>`${triggerFirings.fault}`.as('firing_fault'),
      runId: triggerFirings.runId,
      status: sql<RunStatus | null>`${runs.status}`.as('run_status'),
    })
    .from(triggerFirings)
    .leftJoin(runs, eq(runs.id, triggerFirings.runId))
    .where(and(eq(triggerFirings.triggerId, triggers.id), ne(triggerFirings.outcome, 'quiet')))
    .orderBy(desc(triggerFirings.arrivedAt))
    .limit(1)
    .as('newest')
  const watched = alias(pipelines, 'watched')
  const rows = await ctx.db
    .select({
      id: triggers.id,
      name: triggers.name,
      kind: triggers.kind,
      watch: triggers.watch,
      pausedAt: triggers.pausedAt,
      fault: triggers.fault,
      failingSince: triggers.failingSince,
      pipeline: { slug: pipelines.slug, name: pipelines.name },
      watched: watched.name,
      newest: {
        arrivedAt: newest.arrivedAt,
        outcome: newest.outcome,
        reason: newest.reason,
        fault: newest.fault,
        runId: newest.runId,
        status: newest.status,
      },
    })
    .from(triggers)
    .innerJoin(pipelines, eq(pipelines.id, triggers.pipelineId))
    .leftJoin(watched, eq(watched.id, triggers.watchedId))
    .leftJoinLateral(newest, sql`true`)
    .where(and(eq(triggers.projectId, ctx.actor.projectId), isNull(triggers.deletedAt)))
    .orderBy(asc(triggers.name))
  return rows.map(({ newest: last, ...trigger }) => ({ ...trigger, last: last?.arrivedAt ? last : null }))
}
