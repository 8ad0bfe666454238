import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { experiments, loggedModelMetrics, loggedModels } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Metric } from '../runs/columns.ts'

export const modelId = z.string().max(255)

export interface ModelMetric extends Metric {
  runId: string
  datasetName: string
  datasetDigest: string
}

export const loggedModelColumns = {
  id: loggedModels.id,
  experiment: experiments.number,
  artifactLocation: sql<string | null>`coalesce(${loggedModels.artifactRoot}, ${experiments.artifactLocation})`,
  sourceRunId: loggedModels.sourceRunId,
  name: loggedModels.name,
  modelType: loggedModels.modelType,
  status: loggedModels.status,
  statusMessage: loggedModels.statusMessage,
  params: loggedModels.params,
  tags: loggedModels.tags,
  createdAt: loggedModels.createdAt,
  updatedAt: loggedModels.updatedAt,
  metrics: sql<ModelMetric[]>`coalesce((
    select json_agg(json_build_object('key', c.key, 'value', c.value, 'step', c.step, 'at', c.at, 'runId', c.run_id,
      'datasetName', c.dataset_name, 'datasetDigest', c.dataset_digest) order by c.key, c.run_id)
    from ${loggedModelMetrics} c where c.model_id = ${loggedModels}.id
  ), '[]')`,
}

/** One that is deleted is not found. Faults: NOT_FOUND. */
export async function find(q: Queryable, projectId: string, id: string) {
  const [model] = await q
    .select(loggedModelColumns)
    .from(loggedModels)
    .innerJoin(experiments, eq(experiments.id, loggedModels.experimentId))
    .where(and(eq(loggedModels.projectId, projectId), eq(loggedModels.id, id), isNull(loggedModels.deletedAt)))
  if (!model) throw noSuchModel(id)
  return model
}

export const noSuchModel = (id: string): Fault => new Fault('NOT_FOUND', `Logged model with ID '${id}' not found.`)

export type LoggedModel = Awaited<ReturnType<typeof find>>
