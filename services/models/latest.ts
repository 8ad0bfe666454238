import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { models, modelVersionFacts, modelVersions } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { type RegisteredVersion, versionColumns } from './find-registered-version.ts'

export const latestInput = z.object({ names: z.array(z.string()) })

/** The newest version of each stage, of each of some models. */
export async function latest(ctx: Context, input: z.input<typeof latestInput>): Promise<RegisteredVersion[]> {
  authorize(ctx, 'model', 'read')
  const { names } = parse(latestInput, input)
  return await ctx.db
    .selectDistinctOn([models.name, sql`coalesce(${modelVersionFacts.stage}, 'None')`], versionColumns)
    .from(modelVersions)
    .innerJoin(models, eq(models.id, modelVersions.modelId))
    .leftJoin(modelVersionFacts, eq(modelVersionFacts.versionId, modelVersions.id))
    .where(
      and(
        eq(models.projectId, ctx.actor.projectId),
        inArray(models.name, names),
        isNull(models.deletedAt),
        isNull(modelVersions.deletedAt),
      ),
    )
    .orderBy(models.name, sql`coalesce(${modelVersionFacts.stage}, 'None')`, desc(modelVersions.number))
}
