import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { models, modelTags } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { plainText } from '../tracking/fields.ts'
import { conditionOf } from '../tracking/search/condition.ts'
import { after, orderBy, placeOf, tokenAt } from '../tracking/search/keyset.ts'
import { orderOf } from '../tracking/search/order.ts'
import { parseFilter } from '../tracking/search/parse-filter.ts'
import type { Attribute, Subject } from '../tracking/search/subject.ts'
import { type RegisteredModel, registeredColumns } from './find-registered.ts'
import { tagPairs } from './tag-pairs.ts'

export const searchInput = z.object({
  filter: plainText.max(100_000).default(''),
  orderBy: z.array(plainText).max(20).default([]),
  limit: z.int().min(1).max(1000).default(100),
  pageToken: z.string().optional(),
})

const name: Attribute = { type: 'text', value: sql`(${models.name} collate "C")` }
const updatedAt: Attribute = {
  type: 'bigint',
  value: sql`floor(extract(epoch from ${models.updatedAt}) * 1000)::bigint`,
}

const subject: Subject = {
  attributes: {
    name,
    creation_timestamp: {
      type: 'bigint',
      value: sql`floor(extract(epoch from ${models.createdAt}) * 1000)::bigint`,
    },
    last_updated_timestamp: updatedAt,
    timestamp: updatedAt,
  },
  pairs: { tag: tagPairs(sql`${modelTags} t where t.model_id = ${models}.id`) },
}

const own = [{ key: 'name', ...name, descending: false }] as const

/** Faults: INVALID_INPUT for a filter or an order that cannot be read. */
export async function search(
  ctx: Context,
  input: z.input<typeof searchInput>,
): Promise<{ models: RegisteredModel[]; next: string | undefined }> {
  authorize(ctx, 'model', 'read')
  const { limit, pageToken, ...question } = parse(searchInput, input)
  const expression = parseFilter(question.filter)
  const terms = orderOf(subject, question.orderBy, own)
  const found = await ctx.db
    .select({ ...registeredColumns, place: placeOf(terms) })
    .from(models)
    .where(
      and(
        eq(models.projectId, ctx.actor.projectId),
        isNull(models.deletedAt),
        expression && conditionOf(subject, expression),
        after(terms, question, pageToken),
      ),
    )
    .orderBy(orderBy(terms))
    .limit(limit + 1)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    models: page.map(({ place: _, ...model }) => model),
    next: found.length > limit && last ? tokenAt(question, last.place) : undefined,
  }
}
