import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { pipelines, type RunStatus, revisions, runStatuses, runs, steps, users } from '#db/schema.ts'
import type { FaultData } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { findPipeline, pipelineRef } from '../pipelines/find.ts'

export const listInput = z
  .object({
    pipeline: pipelineRef.optional(),
    status: z.array(z.enum(runStatuses)).optional(),
    limit: z.number().int().min(1).max(200).default(50),
    /** `next` of the page before. */
    after: z.string().optional(),
  })
  .default({ limit: 50 })

export interface ListedRun {
  id: string
  pipeline: { id: string; slug: string; name: string }
  revision: number
  status: RunStatus
  fault: FaultData | null
  /** How many steps have ended, of how many. */
  steps: { ended: number; all: number }
  startedBy: string
  createdAt: Date
  startedAt: Date | null
  endedAt: Date | null
}

/** Runs, the newest first. */
export async function list(
  ctx: Context,
  input: z.input<typeof listInput>,
): Promise<{ runs: ListedRun[]; next: string | null }> {
  authorize(ctx, 'run', 'read')
  const { pipeline, status, limit, after } = parse(listInput, input)
  const { projectId } = ctx.actor
  const only = pipeline && (await findPipeline(ctx.db, projectId, pipeline)).id
  const [time, id] = after?.split('_') ?? []
  const rows = await ctx.db
    .select({
      id: runs.id,
      pipeline: { id: pipelines.id, slug: pipelines.slug, name: pipelines.name },
      revision: revisions.number,
      status: runs.status,
      fault: runs.fault,
      steps: sql<
        ListedRun['steps']
      >`(select json_build_object('ended', count(*) filter (where ${steps.endedAt} is not null),
        'all', count(*)) from ${steps} where ${steps.runId} = ${runs.id})`,
      startedBy: sql<string>`coalesce(${users.name}, ${runs.startedBy})`,
      createdAt: runs.createdAt,
      startedAt: runs.startedAt,
      endedAt: runs.endedAt,
      cursor: sql<string>`${runs.createdAt}::text || '_' || ${runs.id}`,
    })
    .from(runs)
    .innerJoin(pipelines, eq(pipelines.id, runs.pipelineId))
    .innerJoin(revisions, eq(revisions.id, runs.revisionId))
    .leftJoin(users, eq(users.id, runs.startedBy))
    .where(
      and(
        eq(runs.projectId, projectId),
        only ? eq(runs.pipelineId, only) : undefined,
        status ? inArray(runs.status, status) : undefined,
        time && id ? sql`(${runs.createdAt}, ${runs.id}) < (${time}::timestamptz, ${id}::uuid)` : undefined,
      ),
    )
    .orderBy(desc(runs.createdAt), desc(runs.id))
    .limit(limit)
  return {
    runs: rows.map(({ cursor: _, ...run }) => run),
    next: rows.length === limit ? (rows.at(-1)?.cursor ?? null) : null,
  }
}
