import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { experiments, loggedModelMetrics, loggedModels } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { experimentNumber, plainText } from '../fields.ts'
import { conditionOf } from '../search/condition.ts'
import { after, orderBy, placeOf, tokenAt } from '../search/keyset.ts'
import { orderOf } from '../search/order.ts'
import { parseFilter } from '../search/parse-filter.ts'
import type { Attribute, Subject } from '../search/subject.ts'
import { type LoggedModel, loggedModelColumns } from './find.ts'

export const searchInput = z.object({
  experiments: z.array(experimentNumber),
  filter: plainText.max(100_000).default(''),
  orderBy: z.array(plainText).max(20).default([]),
  limit: z.int().min(1).max(50_000).default(100),
  pageToken: z.string().optional(),
})

const model = loggedModels
const createdAt: Attribute = {
  type: 'bigint',
  value: sql`floor(extract(epoch from ${model.createdAt}) * 1000)::bigint`,
}
const updatedAt: Attribute = {
  type: 'bigint',
  value: sql`floor(extract(epoch from ${model.updatedAt}) * 1000)::bigint`,
}

const subject: Subject = {
  attributes: {
    name: { type: 'text', value: sql`${model.name}` },
    model_id: { type: 'text', value: sql`${model.id}` },
    model_type: { type: 'text', value: sql`${model.modelType}`, nullable: true },
    status: { type: 'text', value: sql`upper(${model.status})` },
    source_run_id: { type: 'uuid', value: sql`${model.sourceRunId}`, nullable: true },
    creation_time: createdAt,
    creation_timestamp: createdAt,
    last_updated_timestamp: updatedAt,
  },
  pairs: {
    // The best that any run measured; a metric of one model may have many rows.
    metric: {
      from: sql`(select model_id, key, max(value) as value from ${loggedModelMetrics} group by model_id, key) c
        where c.model_id = ${model.id}`,
      type: 'float8',
    },
    parameter: { from: sql`jsonb_each_text(${model.params}) c where true`, type: 'text' },
    tag: { from: sql`jsonb_each_text(${model.tags}) c where true`, type: 'text' },
  },
}

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
  const { limit, pageToken, ...question } = parse(searchInput, input)
  const expression = parseFilter(question.filter)
  const terms = orderOf(subject, question.orderBy, own)
  const found = await ctx.db
    .select({ ...loggedModelColumns, place: placeOf(terms) })
    .from(model)
    .innerJoin(experiments, eq(experiments.id, model.experimentId))
    .where(
      and(
        eq(model.projectId, ctx.actor.projectId),
        inArray(experiments.number, question.experiments),
        isNull(model.deletedAt),
        expression && conditionOf(subject, expression),
        after(terms, question, pageToken),
      ),
    )
    .orderBy(orderBy(terms))
    .limit(limit + 1)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    models: page.map(({ place: _, ...rest }) => rest),
    next: found.length > limit && last ? tokenAt(question, last.place) : undefined,
  }
}
