import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { experiments, loggedModelMetrics, loggedModels } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { experimentNumber, plainText } from '../fields.ts'
import { asked, searchOf } from '../search/asked.ts'
import { instant } from '../search/instant.ts'
import type { Attribute, Subject } from '../search/subject.ts'
import { type LoggedModel, loggedModelColumns } from './find.ts'

const dataset = z.object({ name: plainText, digest: plainText.optional() })
type Dataset = Partial<z.output<typeof dataset>>

export const searchInput = asked({ usual: 100, most: 50_000 }).extend({
  experiments: z.array(experimentNumber),
  /** Only metrics of these data count; all when there are none. */
  datasets: z.array(dataset).default([]),
  /** By wish for an order, whose metric of which data is meant. */
  sortedOn: z.array(dataset.partial().nullable()).default([]),
})

const model = loggedModels
const createdAt: Attribute = {
  type: 'bigint',
  value: instant(model.createdAt),
}
const updatedAt: Attribute = {
  type: 'bigint',
  value: instant(model.updatedAt),
}

const onOf = (datasets: readonly Dataset[]): SQL => {
  const each = datasets.map(({ name, digest }) => {
    const named = name === undefined ? sql`true` : sql`dataset_name = ${name}`
    return sql`(${named}${digest === undefined ? sql`` : sql` and dataset_digest = ${digest}`})`
  })
  return each.length === 0 ? sql`` : sql` and (${sql.join(each, sql` or `)})`
}

const attributes: Subject['attributes'] = {
  name: { type: 'text', value: sql`${model.name}` },
  model_id: { type: 'text', value: sql`${model.id}` },
  model_type: { type: 'text', value: sql`${model.modelType}`, nullable: true },
  status: { type: 'text', value: sql`upper(${model.status})` },
  source_run_id: { type: 'uuid', value: sql`${model.sourceRunId}`, nullable: true },
  creation_time: createdAt,
  creation_timestamp: createdAt,
  creation_timestamp_ms: createdAt,
  last_updated_timestamp: updatedAt,
  last_updated_timestamp_ms: updatedAt,
}

/** By rows `c` of measurements. */
const subjectOf = (metrics: SQL): Subject => ({
  attributes,
  bare: 'taken',
  pairs: {
    metric: { from: metrics, type: 'float8' },
    parameter: { from: sql`jsonb_each_text(${model.params}) c where true`, type: 'text' },
    tag: { from: sql`jsonb_each_text(${model.tags}) c where true`, type: 'text' },
  },
})

const measuredOn = (datasets: readonly Dataset[]) =>
  sql`${loggedModelMetrics} c where c.model_id = ${model.id}${onOf(datasets)}`

/** Sorted by what was measured last. */
const lastOn = (dataset: Dataset | null | undefined) =>
  sql`(select distinct on (key) key, value from ${loggedModelMetrics} where model_id = ${model.id}
    ${onOf(dataset ? [dataset] : [])} order by key, at desc, step desc, run_id) c where true`

const own = [
  { key: 'creation_time', ...createdAt, descending: true },
  { key: 'model_id', value: sql`${model.id}`, type: 'text', descending: false },
] as const

/** Faults: INVALID_INPUT for a filter or an order that cannot be read. */
export async function search(
  ctx: Context,
  input: z.input<typeof searchInput>,
): Promise<{ models: LoggedModel[]; next: string | undefined }> {
  authorize(ctx, 'tracking', 'read')
  const question = parse(searchInput, input)
  const { experiments: numbers, datasets, sortedOn } = question
  const { place, where, order, limit, page } = searchOf(subjectOf(measuredOn(datasets)), own, question, (wish) =>
    subjectOf(lastOn(sortedOn[wish])),
  )
  const found = await ctx.db
    .select({ ...loggedModelColumns, place })
    .from(model)
    .innerJoin(experiments, eq(experiments.id, model.experimentId))
    .where(
      and(
        eq(model.projectId, ctx.actor.projectId),
        inArray(experiments.number, numbers),
        isNull(model.deletedAt),
        datasets.length > 0 ? sql`exists (select from ${measuredOn(datasets)})` : undefined,
        where,
      ),
    )
    .orderBy(order)
    .limit(limit)
  const { rows, next } = page(found)
  return { models: rows, next }
}
