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

/** By key. Column by column, since one object a value takes Postgres twice as long. */
const byKey = <T>(table: SQL, columns: readonly SQL[], one: (...values: never[]) => T) =>
  sql`(select json_build_array(${sql.join(
    columns.map((column) => sql`json_agg(${column} order by c.key)`),
    sql`, `,
  )}) from ${table} c where c.run_id = ${trackedRuns}.id)`.mapWith(([first, ...rest]: (never[] | null)[]) =>
    (first ?? []).map((value, at) => one(value, ...rest.map((column) => (column as never[])[at] as never))),
  )

const tags = (table: SQL) =>
  byKey(table, [sql`c.key`, sql`c.value`], (key: string, value: string): Tag => ({ key, value }))

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
  params: tags(sql`${runParams}`),
  tags: tags(sql`${runTags}`),
  metrics: byKey(
    sql`${latestMetrics}`,
    [sql`c.key`, sql`c.value`, sql`c.step`, sql`c.at`],
    (key: string, value: MetricValue, step: number, at: number): Metric => ({ key, value, step, at }),
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
