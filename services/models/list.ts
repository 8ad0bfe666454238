import { and, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { models, modelVersions } from '#db/schema.ts'
import type { Signature } from '#pipeline/ports/model.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { registeredColumns, type Tag } from './find-registered.ts'
import { metricsOf } from './logged-metrics.ts'

export interface ListedModel {
  id: string
  name: string
  description: string | null
  tags: Tag[]
  aliases: { alias: string; number: number }[]
  versions: number
  newest: {
    id: string
    number: number
    /** Null for one without ONNX, which cannot answer. */
    task: Signature['task'] | null
    target: string | null
    metrics: Record<string, number>
    createdAt: Date
  }
}

/** Models that have a version, the one that got its newest last first. */
export async function list(ctx: Context): Promise<ListedModel[]> {
  authorize(ctx, 'model', 'read')
  const ours = inArray(
    modelVersions.modelId,
    ctx.db.select({ id: models.id }).from(models).where(eq(models.projectId, ctx.actor.projectId)),
  )
  const there = ctx.db
    .select({ modelId: modelVersions.modelId, versions: count().as('versions') })
    .from(modelVersions)
    .where(and(ours, isNull(modelVersions.deletedAt)))
    .groupBy(modelVersions.modelId)
    .as('there')
  const newest = ctx.db
    .selectDistinctOn([modelVersions.modelId], {
      modelId: modelVersions.modelId,
      id: modelVersions.id,
      number: modelVersions.number,
      task: sql<Signature['task'] | null>`${modelVersions.signature} ->> 'task'`.as('task'),
      target: sql<string | null>`${modelVersions.signature} ->> 'target'`.as('target'),
      metrics: modelVersions.metrics,
      trackedRunId: modelVersions.trackedRunId,
      createdAt: modelVersions.createdAt,
    })
    .from(modelVersions)
    .where(and(ours, isNull(modelVersions.deletedAt)))
    .orderBy(modelVersions.modelId, desc(modelVersions.number))
    .as('newest')
  const { updatedAt: _, createdAt: __, ...columns } = registeredColumns
  const rows = await ctx.db
    .select({
      ...columns,
      versions: there.versions,
      newest: {
        id: newest.id,
        number: newest.number,
        task: newest.task,
        target: newest.target,
        metrics: newest.metrics,
        trackedRunId: newest.trackedRunId,
        createdAt: newest.createdAt,
      },
    })
    .from(models)
    .innerJoin(there, eq(there.modelId, models.id))
    .innerJoin(newest, eq(newest.modelId, models.id))
    .where(and(eq(models.projectId, ctx.actor.projectId), isNull(models.deletedAt)))
    .orderBy(desc(newest.createdAt), desc(newest.number))
  const figures = await metricsOf(
    ctx.db,
    ctx.actor.projectId,
    rows.map((row) => row.newest),
  )
  return rows.map(({ newest: { trackedRunId: _, ...newest }, ...row }) => ({
    ...row,
    newest: { ...newest, metrics: figures.get(newest.id) ?? {} },
  }))
}
