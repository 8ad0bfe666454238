import { and, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { models, modelTags } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { asked, searchOf } from '../tracking/search/asked.ts'
import { instant } from '../tracking/search/instant.ts'
import type { Attribute, Subject } from '../tracking/search/subject.ts'
import { type RegisteredModel, registeredColumns } from './find-registered.ts'
import { tagPairs } from './tag-pairs.ts'

export const searchInput = asked({ usual: 100, most: 1000 })

const name: Attribute = { type: 'text', value: sql`(${models.name} collate "C")` }
const updatedAt: Attribute = {
  type: 'bigint',
  value: instant(models.updatedAt),
}

const subject: Subject = {
  attributes: {
    name,
    creation_timestamp: {
      type: 'bigint',
      value: instant(models.createdAt),
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
  const question = parse(searchInput, input)
  const { place, where, order, limit, page } = searchOf(subject, own, question)
  const found = await ctx.db
    .select({ ...registeredColumns, place })
    .from(models)
    .where(and(eq(models.projectId, ctx.actor.projectId), isNull(models.deletedAt), where))
    .orderBy(order)
    .limit(limit)
  const { rows, next } = page(found)
  return { models: rows, next }
}
