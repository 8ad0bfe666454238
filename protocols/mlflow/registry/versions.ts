import { Fault } from '#pipeline/fault.ts'
import { getRegisteredVersion } from '#services/models/get-registered-version.ts'
import { moveStage } from '#services/models/move-stage.ts'
import { registerSource } from '#services/models/register-source.ts'
import { removeVersion } from '#services/models/remove-version.ts'
import { removeVersionTag } from '#services/models/remove-version-tag.ts'
import { searchVersions } from '#services/models/search-versions.ts'
import { setVersionTag } from '#services/models/set-version-tag.ts'
import { updateVersion } from '#services/models/update-version.ts'
import { atMost, flag, list, object, optional, required, text } from '../fields.ts'
import { route } from '../route.ts'
import { downloadUri } from './download-uri.ts'
import { pairsOf, tagKey, tags, tagValue } from './models.ts'
import { source, stage, version } from './names.ts'
import { versionView } from './views.ts'

const which = { name: required(text), version: required(version) }
const one = object(which)

export const modelVersionRoutes = [
  route({
    method: 'POST',
    path: 'model-versions/create',
    read: object({
      name: required(text),
      source: required(source),
      run_id: optional(text),
      run_link: optional(text),
      model_id: optional(text),
      description: optional(text),
      tags,
    }),
    answer: async (ctx, { name, source, run_id, run_link, model_id, description, tags }) => {
      const made = await registerSource(ctx, {
        ...{ name, source, description, tags: pairsOf(tags) },
        ...{ trackedRunId: run_id, runLink: run_link, loggedModelId: model_id },
      })
      return { model_version: versionView(made) }
    },
  }),
  route({
    method: 'GET',
    path: 'model-versions/get',
    read: one,
    answer: async (ctx, { name, version: number }) => ({
      model_version: versionView(await getRegisteredVersion(ctx, { name, number })),
    }),
  }),
  route({
    method: 'GET',
    path: 'model-versions/get-download-uri',
    read: one,
    answer: async (ctx, { name, version: number }) => ({
      artifact_uri: await downloadUri(ctx, await getRegisteredVersion(ctx, { name, number })),
    }),
  }),
  route({
    method: 'PATCH',
    path: 'model-versions/update',
    read: object({ ...which, description: optional(text) }),
    answer: async (ctx, { name, version: number, description }) => ({
      model_version: versionView(await updateVersion(ctx, { name, number, description })),
    }),
  }),
  route({
    method: 'POST',
    path: 'model-versions/transition-stage',
    read: object({ ...which, stage: required(stage), archive_existing_versions: optional(flag) }),
    answer: async (ctx, { name, version: number, stage, archive_existing_versions: archive }) => {
      if (archive && stage !== 'Staging' && stage !== 'Production')
        throw new Fault(
          'INVALID_INPUT',
          `Model version transition cannot archive existing model versions because '${stage}' is not an Active stage. ` +
            'Valid stages are Staging, Production',
        )
      const moved = await moveStage(ctx, { name, number, stage, others: archive ? 'archive' : 'keep' })
      return { model_version: versionView(moved) }
    },
  }),
  route({
    method: 'DELETE',
    path: 'model-versions/delete',
    read: one,
    answer: (ctx, { name, version: number }) => removeVersion(ctx, { name, number }),
  }),
  route({
    method: 'GET',
    path: 'model-versions/search',
    read: object({
      filter: optional(text),
      max_results: optional(atMost(200_000)),
      order_by: list(text),
      page_token: optional(text),
    }),
    answer: async (ctx, { filter, max_results: limit, order_by: orderBy, page_token }) => {
      const { versions, next } = await searchVersions(ctx, {
        filter,
        limit,
        orderBy,
        pageToken: page_token || undefined,
      })
      return { model_versions: versions.map(versionView), ...(next && { next_page_token: next }) }
    },
  }),
  route({
    method: 'POST',
    path: 'model-versions/set-tag',
    read: object({ ...which, key: tagKey, value: tagValue }),
    answer: (ctx, { name, version: number, key, value = '' }) => setVersionTag(ctx, { name, number, key, value }),
  }),
  route({
    method: 'DELETE',
    path: 'model-versions/delete-tag',
    read: object({ ...which, key: required(text) }),
    answer: (ctx, { name, version: number, key }) => removeVersionTag(ctx, { name, number, key }),
  }),
]
