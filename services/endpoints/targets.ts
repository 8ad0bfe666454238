import { eq, inArray } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { models, modelVersions } from '#db/schema.ts'
import type { Signature } from '#pipeline/ports/model.ts'
import { type Sunset, sunsetsOfVersions } from '../decommissions/sunsets.ts'
import { demandOnnx } from '../models/find.ts'
import type { Share } from './routes.ts'

/** A share of an endpoint's traffic, with the version that answers it. */
export interface Target extends Share {
  model: string
  number: number
  signature: Signature
  artifact: string
  /** Artifact with example rows; see `artifacts/read-details`. */
  details: string
  /** When this version stops to answer. */
  sunset: Sunset | null
}

/** The versions behind shares; one that was removed is left out. */
export async function targetsOf(q: Queryable, shares: readonly Share[]): Promise<Target[]> {
  if (shares.length === 0) return []
  const sunsets = await sunsetsOfVersions(
    q,
    shares.map(({ versionId }) => versionId),
  )
  const rows = await q
    .select({ version: modelVersions, model: models.name })
    .from(modelVersions)
    .innerJoin(models, eq(models.id, modelVersions.modelId))
    .where(
      inArray(
        modelVersions.id,
        shares.map(({ versionId }) => versionId),
      ),
    )
  return shares.flatMap((share) => {
    const row = rows.find(({ version }) => version.id === share.versionId)
    if (!row || row.version.deletedAt) return []
    const { number, signature, artifact, details } = demandOnnx({ ...row.version, model: row.model })
    const sunset = sunsets.get(share.versionId) ?? null
    return [{ ...share, model: row.model, number, signature, artifact, details, sunset }]
  })
}
