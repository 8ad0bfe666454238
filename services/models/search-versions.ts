import { and, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { models, modelVersionFacts, modelVersions, versionTags } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { asked, searchOf } from '../tracking/search/asked.ts'
import { instant } from '../tracking/search/instant.ts'
import type { Attribute, Subject } from '../tracking/search/subject.ts'
import { type RegisteredVersion, versionColumns } from './find-registered-version.ts'
import { tagPairs } from './tag-pairs.ts'

export const searchVersionsInput = asked({ usual: 10_000, most: 200_000 })

const name: Attribute = { type: 'text', value: sql`(${models.name} collate "C")` }
const number: Attribute = { type: 'bigint', value: sql`${modelVersions.number}`, quoted: true }
const updatedAt: Attribute = {
  type: 'bigint',
  value: instant(sql`coalesce(${modelVersionFacts.updatedAt}, ${modelVersions.createdAt})`),
  quoted: true,
}

const subject: Subject = {
  attributes: {
    name,
    version_number: number,
    run_id: { type: 'text', value: sql`${modelVersions.trackedRunId}`, nullable: true },
    source_path: { type: 'text', value: sql`${modelVersions.source}`, nullable: true },
    creation_timestamp: {
      type: 'bigint',
      value: instant(modelVersions.createdAt),
      quoted: true,
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
  const question = parse(searchVersionsInput, input)
  const { place, where, order, limit, page } = searchOf(subject, own, question)
  const found = await ctx.db
    .select({ ...versionColumns, place })
    .from(modelVersions)
    .innerJoin(models, eq(models.id, modelVersions.modelId))
    .leftJoin(modelVersionFacts, eq(modelVersionFacts.versionId, modelVersions.id))
    .where(and(eq(models.projectId, ctx.actor.projectId), isNull(modelVersions.deletedAt), where))
    .orderBy(order)
    .limit(limit)
  const { rows, next } = page(found)
  return { versions: rows, next }
}
