import { list as listArtifacts } from '#services/tracking/artifacts/list.ts'
import { create } from '#services/tracking/logged-models/create.ts'
import { get } from '#services/tracking/logged-models/get.ts'
import { remove } from '#services/tracking/logged-models/remove.ts'
import { removeTag } from '#services/tracking/logged-models/remove-tag.ts'
import { search } from '#services/tracking/logged-models/search.ts'
import { update } from '#services/tracking/logged-models/update.ts'
import { folderOf } from './artifact-uri.ts'
import { atMost, choice, flag, list, object, optional, required, text } from './fields.ts'
import { experimentId, keyName, loggedModelName, longest, runId, within } from './names.ts'
import { route } from './route.ts'
import { loggedModelView, modelUriOf, recordOf } from './views.ts'

const one = object({ model_id: required(text) })
const pairs = list(object({ key: required(keyName()), value: optional(within(longest.param)) }))
const statuses = {
  LOGGED_MODEL_PENDING: 'pending',
  LOGGED_MODEL_READY: 'ready',
  LOGGED_MODEL_UPLOAD_FAILED: 'failed',
} as const

const created = object({
  experiment_id: required(experimentId),
  name: optional(loggedModelName),
  model_type: optional(text),
  source_run_id: optional(text),
  params: pairs,
  tags: pairs,
})

const statusNames = Object.keys(statuses) as (keyof typeof statuses)[]
const finished = object({ model_id: required(text), status: required(choice(statusNames)) })

const searched = object({
  experiment_ids: required(list(experimentId)),
  datasets: list(object({ dataset_name: required(text), dataset_digest: optional(text) })),
  filter: optional(text),
  max_results: optional(atMost(50_000)),
  page_token: optional(text),
  order_by: list(
    object({
      field_name: required(text),
      ascending: optional(flag),
      dataset_name: optional(text),
      dataset_digest: optional(text),
    }),
  ),
})

const datasetOf = (given: { dataset_name: string; dataset_digest: string | undefined }) => ({
  name: given.dataset_name,
  digest: given.dataset_digest || undefined,
})

export const loggedModelRoutes = [
  route({
    method: 'POST',
    path: 'logged-models',
    read: created,
    answer: async (ctx, { experiment_id: experiment, name, model_type, source_run_id, params, tags }) => {
      const model = await create(ctx, {
        experiment,
        name,
        modelType: model_type,
        sourceRunId: source_run_id ? runId(source_run_id, 'source_run_id') : undefined,
        params: recordOf(params),
        tags: recordOf(tags),
      })
      return { model: loggedModelView(model) }
    },
  }),
  route({
    method: 'POST',
    path: 'logged-models/search',
    read: searched,
    answer: async (ctx, { experiment_ids: experiments, datasets, filter, max_results, page_token, order_by }) => {
      const { models, next } = await search(ctx, {
        experiments,
        datasets: datasets.map(datasetOf),
        sortedOn: order_by.map(({ dataset_name, dataset_digest }) =>
          dataset_name || dataset_digest
            ? { name: dataset_name || undefined, digest: dataset_digest || undefined }
            : null,
        ),
        filter,
        limit: max_results,
        pageToken: page_token || undefined,
        orderBy: order_by.map(({ field_name, ascending = true }) => `${field_name} ${ascending ? 'asc' : 'desc'}`),
      })
      return { models: models.map(loggedModelView), ...(next && { next_page_token: next }) }
    },
  }),
  route({
    method: 'GET',
    path: 'logged-models/:model_id',
    read: one,
    answer: async (ctx, { model_id: id }) => ({ model: loggedModelView(await get(ctx, { id })) }),
  }),
  route({
    method: 'PATCH',
    path: 'logged-models/:model_id',
    read: finished,
    answer: async (ctx, { model_id: id, status }) => ({
      model: loggedModelView(await update(ctx, { id, status: statuses[status] })),
    }),
  }),
  route({
    method: 'DELETE',
    path: 'logged-models/:model_id',
    read: one,
    answer: (ctx, { model_id: id }) => remove(ctx, { id }),
  }),
  route({
    method: 'PATCH',
    path: 'logged-models/:model_id/tags',
    read: object({ model_id: required(text), tags: pairs }),
    answer: async (ctx, { model_id: id, tags }) => {
      await update(ctx, { id, tags: recordOf(tags) })
    },
  }),
  route({
    method: 'DELETE',
    path: 'logged-models/:model_id/tags/:key',
    read: object({ model_id: required(text), key: required(text) }),
    answer: (ctx, { model_id: id, key }) => removeTag(ctx, { id, key }),
  }),
  route({
    method: 'POST',
    path: 'logged-models/:model_id/params',
    read: object({ model_id: required(text), params: pairs }),
    answer: async (ctx, { model_id: id, params }) => {
      await update(ctx, { id, params: recordOf(params) })
    },
  }),
  route({
    method: 'GET',
    path: 'logged-models/:model_id/artifacts/directories',
    read: object({ model_id: required(text), artifact_directory_path: optional(text) }),
    answer: async (ctx, { model_id: id, artifact_directory_path: path = '' }) => {
      const uri = modelUriOf(await get(ctx, { id }))
      const folder = [folderOf(uri), path].filter(Boolean).join('/')
      const files = await listArtifacts(ctx, { folder })
      return {
        root_uri: uri,
        files: files.map(({ name, isFolder, size }) => ({
          path: [path, name].filter(Boolean).join('/'),
          is_dir: isFolder,
          ...(!isFolder && { file_size: size }),
        })),
      }
    },
  }),
]
