import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { experiments, experimentTags } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { lifecycles } from '../fields.ts'
import { asked, searchOf } from '../search/asked.ts'
import { instant } from '../search/instant.ts'
import type { Subject } from '../search/subject.ts'
import { type Experiment, ensureDefault, experimentColumns } from './find.ts'

export const searchInput = asked({ usual: 1000, most: 50_000 }).extend({
  lifecycle: z.enum(lifecycles).default('active'),
})

const subject: Subject = {
  attributes: {
    name: { type: 'text', value: sql`${experiments.name}` },
    experiment_id: {
      type: 'text',
      value: sql`${experiments.number}::text`,
      sorted: { type: 'bigint', value: sql`${experiments.number}` },
    },
    creation_time: { type: 'bigint', value: instant(experiments.createdAt) },
    last_update_time: { type: 'bigint', value: instant(experiments.updatedAt) },
  },
  pairs: { tag: { from: sql`${experimentTags} c where c.experiment_id = ${experiments.id}`, type: 'text' } },
}

const own = [
  { key: 'creation_time', value: instant(experiments.createdAt), type: 'bigint', descending: true },
  { key: 'number', value: sql`${experiments.number}`, type: 'bigint', descending: true },
] as const

/** Faults: INVALID_INPUT for a filter or an order that cannot be read. */
export async function search(
  ctx: Context,
  input: z.input<typeof searchInput>,
): Promise<{ experiments: Experiment[]; next: string | undefined }> {
  authorize(ctx, 'tracking', 'read')
  const question = parse(searchInput, input)
  const { projectId } = ctx.actor
  const { place, where, order, limit, page } = searchOf(subject, own, question)
  await ensureDefault(ctx.db, projectId)
  const found = await ctx.db
    .select({ ...experimentColumns, place })
    .from(experiments)
    .where(
      and(
        eq(experiments.projectId, projectId),
        { active: isNull(experiments.deletedAt), deleted: isNotNull(experiments.deletedAt), all: undefined }[
          question.lifecycle
        ],
        where,
      ),
    )
    .orderBy(order)
    .limit(limit)
  const { rows, next } = page(found)
  return { experiments: rows, next }
}
