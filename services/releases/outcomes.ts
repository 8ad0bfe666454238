import { and, eq, gte, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { labels, predictions } from '#db/schema.ts'
import type { ReleaseMetric } from '#pipeline/release-plan.ts'
import type { ReleaseRow } from './open-release.ts'
import type { Sample } from './statistics.ts'

interface Asked {
  versionId: string
  mode: 'live' | 'shadow'
  since: Date
}

const label = sql`${labels.value} #>> '{}'`
const answer = sql`${predictions.output} ->> 'prediction'`
const number = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/.source

/** What counts of one answer with its label, by the plan's metric. */
function countedOf({ of, label: counts }: ReleaseMetric): SQL {
  if (of === 'right') return sql`(${answer} = ${label})::int`
  if (counts !== undefined) return sql`(${label} = ${counts})::int`
  const truth = sql`case when ${label} ~ ${number} then (${label})::float8 end`
  if (of === 'outcome') return truth
  return sql`abs((case when ${answer} ~ ${number} then (${answer})::float8 end) - ${truth})`
}

/**
 * The plan's metric over the answers of a version that have a label; null where none has. What a shadow said has the label
 * of what callers were answered.
 */
export async function outcomesOf(
  q: Queryable,
  { endpointId, plan }: Pick<ReleaseRow, 'endpointId' | 'plan'>,
  { versionId, mode, since }: Asked,
): Promise<Sample | null> {
  if (plan.strategy !== 'ab' && plan.gates.worse === null) return null
  const value = countedOf(plan.metric)
  const about = mode === 'shadow' ? predictions.shadowOf : predictions.id
  const [row] = await q
    .select({
      n: sql<number>`count(${value})::int`,
      mean: sql<number | null>`avg(${value})::float8`,
      variance: sql<number | null>`var_samp(${value})::float8`,
    })
    .from(predictions)
    .innerJoin(labels, eq(labels.predictionId, about))
    .where(
      and(
        eq(predictions.endpointId, endpointId),
        eq(predictions.versionId, versionId),
        gte(predictions.at, since),
        mode === 'shadow' ? isNotNull(predictions.shadowOf) : isNull(predictions.shadowOf),
      ),
    )
  return row && row.mean !== null ? { n: row.n, mean: row.mean, variance: row.variance ?? 0 } : null
}
