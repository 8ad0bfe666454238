import { and, eq, gte, lt, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { demoAnswers, demos, models, modelVersions, predictions } from '#db/schema.ts'

interface Window {
  endpointId: string
  from: Date
  to: Date
  /** Of a point, in milliseconds. */
  width: number
}

export interface DemoPoint {
  versionId: string
  model: string | null
  version: number | null
  at: Date
  requests: number
  /** Milliseconds of the model's answer. */
  p50: number
  p95: number
}

/** What visitors of demos asked of an endpoint and kept, which the protocols server does not see and so does not count. */
export async function ofDemos(q: Queryable, { endpointId, from, to, width }: Window): Promise<DemoPoint[]> {
  const slot = sql<string>`(floor(extract(epoch from ${demoAnswers.at}) * 1000 / ${sql.raw(String(width))}) * ${sql.raw(String(width))})::bigint`
  const latency = (part: number) =>
    sql<number>`percentile_cont(${sql.raw(String(part))}) within group (order by ${predictions.microseconds}) / 1000`
  const rows = await q
    .select({
      versionId: demoAnswers.versionId,
      model: models.name,
      version: modelVersions.number,
      at: slot,
      // All rows of a question are kept at one moment.
      requests: sql<number>`count(distinct (${demoAnswers.at}, ${demoAnswers.visitor}))::int`,
      p50: latency(0.5),
      p95: latency(0.95),
    })
    .from(demoAnswers)
    .innerJoin(demos, eq(demos.id, demoAnswers.demoId))
    .innerJoin(predictions, eq(predictions.id, demoAnswers.id))
    .leftJoin(modelVersions, eq(modelVersions.id, demoAnswers.versionId))
    .leftJoin(models, eq(models.id, modelVersions.modelId))
    .where(
      and(
        ...[eq(demos.endpointId, endpointId), gte(demoAnswers.at, from), lt(demoAnswers.at, to)],
        ...[eq(predictions.endpointId, endpointId), gte(predictions.at, from), lt(predictions.at, to)],
      ),
    )
    .groupBy(demoAnswers.versionId, models.name, modelVersions.number, slot)
    .orderBy(models.name, modelVersions.number, slot)
  return rows.map((row) => ({ ...row, at: new Date(Number(row.at)) }))
}
