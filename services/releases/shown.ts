import { aliasedTable, and, eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { endpoints, models, modelVersions, type ReleaseState, releaseEvents, releases, users } from '#db/schema.ts'
import type { Strategy } from '#pipeline/release-plan.ts'

export interface ReleaseVersion {
  id: string
  /** Null for a version that was destroyed. */
  model: string | null
  number: number | null
}

/** A release as lists show it. */
export interface ShownRelease {
  id: string
  endpoint: string
  from: ReleaseVersion
  to: ReleaseVersion
  strategy: Strategy
  state: ReleaseState
  step: number
  reason: string | null
  note: string | null
  startedBy: string
  startedAt: Date
  endedAt: Date | null
  /** Name of who did not agree to it, where it ended so; its state is `cancelled`. */
  rejectedBy: string | null
}

/** Releases with the names of what they are about, to be narrowed and ordered. */
export function selectReleases(q: Queryable) {
  const [toVersion, toModel] = [aliasedTable(modelVersions, 'to_version'), aliasedTable(models, 'to_model')]
  const rejecter = aliasedTable(users, 'rejecter')
  return q
    .select({
      release: releases,
      endpoint: endpoints.name,
      fromNumber: modelVersions.number,
      fromModel: models.name,
      toNumber: toVersion.number,
      toModel: toModel.name,
      starter: users.name,
      rejecter: rejecter.name,
      rejecterId: releaseEvents.by,
    })
    .from(releases)
    .innerJoin(endpoints, eq(endpoints.id, releases.endpointId))
    .leftJoin(modelVersions, eq(modelVersions.id, releases.fromVersionId))
    .leftJoin(models, eq(models.id, modelVersions.modelId))
    .leftJoin(toVersion, eq(toVersion.id, releases.toVersionId))
    .leftJoin(toModel, eq(toModel.id, toVersion.modelId))
    .leftJoin(users, eq(users.id, releases.startedBy))
    .leftJoin(releaseEvents, and(eq(releaseEvents.releaseId, releases.id), eq(releaseEvents.kind, 'rejected')))
    .leftJoin(rejecter, eq(rejecter.id, releaseEvents.by))
    .$dynamic()
}

type Selected = Awaited<ReturnType<typeof selectReleases>>[number]

export const shownRelease = ({ release, endpoint, ...names }: Selected): ShownRelease => ({
  ...{ id: release.id, endpoint, strategy: release.plan.strategy, state: release.state, step: release.step },
  from: { id: release.fromVersionId, model: names.fromModel, number: names.fromNumber },
  to: { id: release.toVersionId, model: names.toModel, number: names.toNumber },
  ...{ reason: release.reason, note: release.note, startedBy: names.starter ?? release.startedBy },
  ...{ startedAt: release.startedAt, endedAt: release.endedAt, rejectedBy: names.rejecter ?? names.rejecterId },
})
