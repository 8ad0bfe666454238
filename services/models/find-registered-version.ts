import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { modelAliases, models, modelVersionFacts, modelVersions, type Stage, versionTags } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Tag } from './find-registered.ts'

/** Postgres counts no further. */
export const versionNumber = z.int().max(2_147_483_647)
export const numbered = z.object({ name: z.string(), number: versionNumber })

export const versionColumns = {
  id: modelVersions.id,
  modelId: modelVersions.modelId,
  model: models.name,
  number: modelVersions.number,
  artifact: modelVersions.artifact,
  source: modelVersions.source,
  loggedModelId: modelVersions.loggedModelId,
  trackedRunId: modelVersions.trackedRunId,
  runLink: modelVersions.runLink,
  createdBy: modelVersions.createdBy,
  createdAt: modelVersions.createdAt,
  updatedAt: sql`coalesce(${modelVersionFacts.updatedAt}, ${modelVersions.createdAt})`.mapWith(modelVersions.createdAt),
  description: modelVersionFacts.description,
  stage: sql<Stage>`coalesce(${modelVersionFacts.stage}, 'None')`,
  tags: sql<Tag[]>`coalesce((
    select json_agg(json_build_object('key', t.key, 'value', t.value) order by t.key)
    from ${versionTags} t where t.version_id = ${modelVersions}.id
  ), '[]')`,
  aliases: sql<string[]>`coalesce((
    select json_agg(a.alias order by a.alias)
    from ${modelAliases} a where a.model_id = ${modelVersions}.model_id and a.number = ${modelVersions}.number
  ), '[]')`,
}

export const versionsOf = (q: Queryable) =>
  q
    .select(versionColumns)
    .from(modelVersions)
    .innerJoin(models, eq(models.id, modelVersions.modelId))
    .leftJoin(modelVersionFacts, eq(modelVersionFacts.versionId, modelVersions.id))

/** With ONNX or without. Faults: NOT_FOUND, also for a deleted one. */
export async function findRegisteredVersion(
  q: Queryable,
  projectId: string,
  { name, number }: z.infer<typeof numbered>,
) {
  const [version] = await versionsOf(q).where(
    and(
      eq(models.projectId, projectId),
      eq(models.name, name),
      eq(modelVersions.number, number),
      isNull(modelVersions.deletedAt),
    ),
  )
  if (!version) throw new Fault('NOT_FOUND', `Model Version (name=${name}, version=${number}) not found`)
  return version
}

export type RegisteredVersion = Awaited<ReturnType<typeof findRegisteredVersion>>
