import { and, desc, isNull, like } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { modelVersions } from '#db/schema.ts'

/** What marks a version as the ONNX of another one's files, once for each thing told about them. */
export const keyOfConversion = (versionId: string, told: string): string => `onnx-of:${versionId}:${told}`

/** The newest version whose mark begins so. */
export async function convertedFrom(q: Queryable, key: string): Promise<{ id: string; number: number } | undefined> {
  const [made] = await q
    .select({ id: modelVersions.id, number: modelVersions.number })
    .from(modelVersions)
    .where(and(like(modelVersions.stepKey, `${key}%`), isNull(modelVersions.deletedAt)))
    .orderBy(desc(modelVersions.number))
    .limit(1)
  return made
}
