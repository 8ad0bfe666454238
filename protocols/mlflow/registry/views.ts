import type { RegisteredModel } from '#services/models/find-registered.ts'
import type { RegisteredVersion } from '#services/models/find-registered-version.ts'

export const versionView = (version: RegisteredVersion) => ({
  name: version.model,
  version: String(version.number),
  creation_timestamp: version.createdAt.getTime(),
  last_updated_timestamp: version.updatedAt.getTime(),
  user_id: version.createdBy,
  current_stage: version.stage,
  description: version.description ?? '',
  source: version.source ?? '',
  run_id: version.trackedRunId ?? '',
  run_link: version.runLink ?? '',
  status: 'READY',
  ...(version.loggedModelId !== null && { model_id: version.loggedModelId }),
  tags: version.tags,
  aliases: version.aliases,
})

export const modelView = (model: RegisteredModel, latest: readonly RegisteredVersion[] = []) => ({
  name: model.name,
  creation_timestamp: model.createdAt.getTime(),
  last_updated_timestamp: model.updatedAt.getTime(),
  description: model.description ?? '',
  latest_versions: latest.filter((version) => version.modelId === model.id).map(versionView),
  tags: model.tags,
  aliases: model.aliases.map(({ alias, number }) => ({ alias, version: String(number) })),
})
