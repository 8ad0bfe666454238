import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { experiments, experimentTags } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { lifecycles, plainText } from '../fields.ts'
import { conditionOf } from '../search/condition.ts'
import { after, orderBy, placeOf, tokenAt } from '../search/keyset.ts'
import { orderOf } from '../search/order.ts'
import { parseFilter } from '../search/parse-filter.ts'
import type { Subject } from '../search/subject.ts'
import { type Experiment, ensureDefault, experimentColumns } from './find.ts'

export const searchInput = z.object({
  filter: plainText.max(100_000).default(''),
  orderBy: z.array(plainText).max(20).default([]),
  lifecycle: z.enum(lifecycles).default('active'),
  limit: z.int().min(1).max(50_000).default(1000),
  pageToken: z.string().optional(),
})

const milliseconds = (column: AnyPgColumn) => sql`floor(extract(epoch from ${column}) * 1000)::bigint`

const subject: Subject = {
  attributes: {
    name: { type: 'text', value: sql`${experiments.name}` },
    experiment_id: {
      type: 'text',
      value: sql`${experiments.number}::text`,
      sorted: { type: 'bigint', value: sql`${experiments.number}` },
    },
    creation_time: { type: 'bigint', value: milliseconds(experiments.createdAt) },
    last_update_time: { type: 'bigint', value: milliseconds(experiments.updatedAt) },
  },
  pairs: { tag: { from: sql`${experimentTags} c where c.experiment_id = ${experiments.id}`, type: 'text' } },
}

const own = [
  { key: 'creation_time', value: milliseconds(experiments.createdAt), type: 'bigint', descending: true },
  { key: 'number', value: sql`${experiments.number}`, type: 'bigint', descending: true },
] as const

/** Faults: INVALID_INPUT for a filter or an order that cannot be read. */
export async function search(
  ctx: Context,
  input: z.input<typeof searchInput>,
): Promise<{ experiments: Experiment[]; next: string | undefined }> {
  authorize(ctx, 'tracking', 'read')
  const { limit, pageToken, ...question } = parse(searchInput, input)
  const { projectId } = ctx.actor
  const expression = parseFilter(question.filter)
  const terms = orderOf(subject, question.orderBy, own)
  await ensureDefault(ctx.db, projectId)
  const found = await ctx.db
    .select({ ...experimentColumns, place: placeOf(terms) })
    .from(experiments)
    .where(
      and(
        eq(experiments.projectId, projectId),
        { active: isNull(experiments.deletedAt), deleted: isNotNull(experiments.deletedAt), all: undefined }[
          question.lifecycle
        ],
        expression && conditionOf(subject, expression),
        after(terms, question, pageToken),
      ),
    )
    .orderBy(orderBy(terms))
    .limit(limit + 1)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    experiments: page.map(({ place: _, ...experiment }) => experiment),
    next: found.length > limit && last ? tokenAt(question, last.place) : undefined,
  }
}
