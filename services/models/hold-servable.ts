import { eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { modelVersionFacts } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { sunsetsOfVersions } from '../decommissions/sunsets.ts'
import { holdVersion, type VersionRef, type VersionRow } from './find.ts'

/**
 * A version that traffic may be sent to, held until the transaction ends. Faults: NOT_FOUND; GONE for one that is archived
 * or will stop to answer.
 */
export async function holdServable(tx: Queryable, projectId: string, ref: VersionRef): Promise<VersionRow> {
  const version = await holdVersion(tx, projectId, ref)
  const name = `${version.model} ${version.number}`
  const [facts] = await tx
    .select({ archivedAt: modelVersionFacts.archivedAt })
    .from(modelVersionFacts)
    .where(eq(modelVersionFacts.versionId, version.id))
  if (facts?.archivedAt)
    throw new Fault('GONE', `this version is archived: ${name}`, { hint: 'restore it first, or choose another' })
  const sunset = (await sunsetsOfVersions(tx, [version.id])).get(version.id)
  if (sunset)
    throw new Fault('GONE', `this version is to answer no more: ${name}, ${sunset.reason}`, {
      hint: 'choose another version, or take its date back first',
    })
  return version
}
