import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { models, modelVersionFacts, modelVersions, versionTags } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { plainText } from '../tracking/fields.ts'
import { conditionOf } from '../tracking/search/condition.ts'
import { after, orderBy, placeOf, tokenAt } from '../tracking/search/keyset.ts'
import { orderOf } from '../tracking/search/order.ts'
import { parseFilter } from '../tracking/search/parse-filter.ts'
import type { Attribute, Subject } from '../tracking/search/subject.ts'
import { type RegisteredVersion, versionColumns } from './find-registered-version.ts'
import { tagPairs } from './tag-pairs.ts'

export const searchVersionsInput = z.object({
  filter: plainText.max(100_000).default(''),
  orderBy: z.array(plainText).max(20).default([]),
  limit: z.int().min(1).max(200_000).default(10_000),
  pageToken: z.string().optional(),
})

const name: Attribute = { type: 'text', value: sql`(${models.name} collate "C")` }
const number: Attribute = { type: 'bigint', value: sql`${modelVersions.number}` }
const updatedAt: Attribute = {
  type: 'bigint',
  value: sql`floor(extract(epoch from coalesce(${modelVersionFacts.updatedAt}, ${modelVersions.createdAt})) * 1000)::bigint`,
}

const subject: Subject = {
  attributes: {
    name,
    version_number: number,
    run_id: { type: 'text', value: sql`${modelVersions.trackedRunId}`, nullable: true },
    source_path: { type: 'text', value: sql`${modelVersions.source}`, nullable: true },
    creation_timestamp: {
      type: 'bigint',
      value: sql`floor(extract(epoch from ${modelVersions.createdAt}) * 1000)::bigint`,
    },
    last_updated_timestamp: updatedAt,
  },
  pairs: { tag: tagPairs(sql`${versionTags} t where t.version_id = ${modelVersions}.id`) },
}

const own = [
  { key: 'last_updated_timestamp', ...updatedAt, descending: true },
  { key: 'name', ...name, descending: false },
  { key: 'version_number', ...number, descending: true },
] as const

/** Faults: INVALID_INPUT for a filter or an order that cannot be read. */
export async function searchVersions(
  ctx: Context,
  input: z.input<typeof searchVersionsInput>,
): Promise<{ versions: RegisteredVersion[]; next: string | undefined }> {
  authorize(ctx, 'model', 'read')
  const { limit, pageToken, ...question } = parse(searchVersionsInput, input)
  const expression = parseFilter(question.filter)
  const terms = orderOf(subject, question.orderBy, own)
  const found = await ctx.db
    .select({ ...versionColumns, place: placeOf(terms) })
    .from(modelVersions)
    .innerJoin(models, eq(models.id, modelVersions.modelId))
    .leftJoin(modelVersionFacts, eq(modelVersionFacts.versionId, modelVersions.id))
    .where(
      and(
        eq(models.projectId, ctx.actor.projectId),
        isNull(modelVersions.deletedAt),
        expression && conditionOf(subject, expression),
        after(terms, question, pageToken),
      ),
    )
    .orderBy(orderBy(terms))
    .limit(limit + 1)
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    versions: page.map(({ place: _, ...version }) => version),
    next: found.length > limit && last ? tokenAt(question, last.place) : undefined,
  }
}
