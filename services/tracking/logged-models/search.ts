import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { experiments, loggedModelMetrics, loggedModels } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { experimentNumber } from '../fields.ts'
import { asked, searchOf } from '../search/asked.ts'
import { instant } from '../search/instant.ts'
import type { Attribute, Subject } from '../search/subject.ts'
import { type LoggedModel, loggedModelColumns } from './find.ts'

export const searchInput = asked({ usual: 100, most: 50_000 }).extend({
  experiments: z.array(experimentNumber),
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
  const question = parse(searchInput, input)
  const { place, where, order, limit, page } = searchOf(subject, own, question)
  const found = await ctx.db
    .select({ ...loggedModelColumns, place })
    .from(model)
    .innerJoin(experiments, eq(experiments.id, model.experimentId))
    .where(
      and(
        eq(model.projectId, ctx.actor.projectId),
        inArray(experiments.number, question.experiments),
        isNull(model.deletedAt),
        where,
      ),
    )
    .orderBy(order)
    .limit(limit)
  const { rows, next } = page(found)
  return { models: rows, next }
}
