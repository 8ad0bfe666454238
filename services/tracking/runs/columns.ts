import { type SQL, sql } from 'drizzle-orm'
import { datasetInputs, experiments, latestMetrics, runModels, runParams, runTags, trackedRuns } from '#db/schema.ts'
import type { Tag } from '../experiments/find.ts'

/** JSON has no other way to say these. */
export type MetricValue = number | 'NaN' | 'Infinity' | '-Infinity'

export interface Metric {
  key: string
  value: MetricValue
  step: number
  at: number
}

export interface DatasetInput {
  name: string
  digest: string
  sourceType: string
  source: string
  schema: string | null
  profile: string | null
  tags: Record<string, string>
}

export interface RunModel {
  modelId: string
  direction: 'input' | 'output'
  step: number
}

const list = <T>(table: SQL, item: SQL, order: SQL) =>
  sql<
    T[]
  >`coalesce((select json_agg(${item} order by ${order}) from ${table} c where c.run_id = ${trackedRuns}.id), '[]')`

const pair = sql`json_build_object('key', c.key, 'value', c.value)`
const byKey = sql`c.key`

/** A run with all that is told of it, read in one statement however many runs are asked for. */
export const runColumns = {
  id: trackedRuns.id,
  experiment: experiments.number,
  artifactLocation: sql<string | null>`coalesce(${trackedRuns.artifactRoot}, ${experiments.artifactLocation})`,
  parentId: trackedRuns.parentId,
  kind: trackedRuns.kind,
  name: trackedRuns.name,
  status: trackedRuns.status,
  startedAt: trackedRuns.startedAt,
  endedAt: trackedRuns.endedAt,
  userName: trackedRuns.userName,
  createdBy: trackedRuns.createdBy,
  deletedAt: trackedRuns.deletedAt,
  params: list<Tag>(sql`${runParams}`, pair, byKey),
  tags: list<Tag>(sql`${runTags}`, pair, byKey),
  metrics: list<Metric>(
    sql`${latestMetrics}`,
    sql`json_build_object('key', c.key, 'value', c.value, 'step', c.step, 'at', c.at)`,
    byKey,
  ),
  datasets: list<DatasetInput>(
    sql`${datasetInputs}`,
    sql`json_build_object('name', c.name, 'digest', c.digest, 'sourceType', c.source_type, 'source', c.source,
      'schema', c.schema, 'profile', c.profile, 'tags', c.tags)`,
    sql`c.name, c.digest`,
  ),
  models: list<RunModel>(
    sql`${runModels}`,
    sql`json_build_object('modelId', c.model_id, 'direction', c.direction, 'step', c.step)`,
    sql`c.model_id`,
  ),
}

export interface TrackedRun {
  id: string
  experiment: number
  artifactLocation: string | null
  parentId: string | null
  kind: (typeof trackedRuns.$inferSelect)['kind']
  name: string
  status: (typeof trackedRuns.$inferSelect)['status']
  startedAt: number
  endedAt: number | null
  userName: string
  createdBy: string
  deletedAt: Date | null
  params: Tag[]
  tags: Tag[]
  metrics: Metric[]
  datasets: DatasetInput[]
  models: RunModel[]
}
