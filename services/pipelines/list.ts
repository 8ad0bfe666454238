import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { pipelines, type RunStatus, revisions, runs } from '#db/schema.ts'
import type { Spec } from '#pipeline/spec.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'

export interface ListedPipeline {
  id: string
  slug: string
  name: string
  revision: number
  /** As drawn, for a small picture. */
  spec: Spec
  createdAt: Date
  updatedAt: Date
  lastRun: { id: string; status: RunStatus; createdAt: string } | null
}

/** The project's pipelines, the one that changed last first. */
export async function list(ctx: Context): Promise<ListedPipeline[]> {
  authorize(ctx, 'pipeline', 'read')
  return await ctx.db
    .select({
      id: pipelines.id,
      slug: pipelines.slug,
      name: pipelines.name,
      revision: pipelines.head,
      spec: revisions.spec,
      createdAt: pipelines.createdAt,
      updatedAt: pipelines.updatedAt,
      lastRun: sql<ListedPipeline['lastRun']>`(
        select json_build_object('id', ${runs.id}, 'status', ${runs.status}, 'createdAt', ${runs.createdAt})
        from ${runs} where ${runs.pipelineId} = ${pipelines.id} order by ${runs.createdAt} desc limit 1)`,
    })
    .from(pipelines)
    .innerJoin(revisions, and(eq(revisions.pipelineId, pipelines.id), eq(revisions.number, pipelines.head)))
    .where(and(eq(pipelines.projectId, ctx.actor.projectId), isNull(pipelines.deletedAt)))
    .orderBy(desc(pipelines.updatedAt))
}
