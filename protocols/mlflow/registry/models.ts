import { create } from '#services/models/create.ts'
import { getRegistered } from '#services/models/get-registered.ts'
import { latest } from '#services/models/latest.ts'
import { remove } from '#services/models/remove.ts'
import { removeTag } from '#services/models/remove-tag.ts'
import { rename } from '#services/models/rename.ts'
import { search } from '#services/models/search.ts'
import { setTag } from '#services/models/set-tag.ts'
import { update } from '#services/models/update.ts'
import { notImplemented } from '../failure.ts'
import { atMost, list, object, optional, required, text } from '../fields.ts'
import { keyName, longest, within } from '../names.ts'
import { route } from '../route.ts'
import { recordOf } from '../views.ts'
import { newModelName, stage } from './names.ts'
import { modelView, versionView } from './views.ts'

export const tagKey = required(keyName(longest.key, 'key'))
export const tagValue = optional(within(100_000, 'value'))
export const tags = list(object({ key: tagKey, value: tagValue }))
export const pairsOf = (given: Parameters<typeof recordOf>[0]) =>
  Object.entries(recordOf(given)).map(([key, value]) => ({ key, value }))

const promptTag = 'mlflow.prompt.is_prompt'
const one = object({ name: required(text) })
const asked = object({ name: required(text), stages: list(stage) })

const latestOf = (method: 'GET' | 'POST') =>
  route({
    method,
    path: 'registered-models/get-latest-versions',
    read: asked,
    answer: async (ctx, { name, stages }) => {
      await getRegistered(ctx, { name })
      const versions = await latest(ctx, { names: [name] })
      const wanted = versions.filter((version) => stages.length === 0 || stages.includes(version.stage))
      return { model_versions: wanted.map(versionView) }
    },
  })

export const registeredModelRoutes = [
  route({
    method: 'POST',
    path: 'registered-models/create',
    read: object({ name: required(newModelName), description: optional(text), tags }),
    answer: async (ctx, { name, description, tags }) => {
      // To MLflow's client a prompt is a registered model with this tag.
      if (recordOf(tags)[promptTag] === 'true') throw notImplemented('tracing and prompts of generative AI')
      return { registered_model: modelView(await create(ctx, { name, description, tags: pairsOf(tags) })) }
    },
  }),
  route({
    method: 'GET',
    path: 'registered-models/get',
    read: one,
    answer: async (ctx, { name }) => {
      const model = await getRegistered(ctx, { name })
      return { registered_model: modelView(model, await latest(ctx, { names: [name] })) }
    },
  }),
  route({
    method: 'POST',
    path: 'registered-models/rename',
    read: object({ name: required(text), new_name: required(newModelName) }),
    answer: async (ctx, { name, new_name: newName }) => {
      const model = await rename(ctx, { name, newName })
      return { registered_model: modelView(model, await latest(ctx, { names: [newName] })) }
    },
  }),
  route({
    method: 'PATCH',
    path: 'registered-models/update',
    read: object({ name: required(text), description: optional(text) }),
    answer: async (ctx, { name, description }) => {
      const model = await update(ctx, { name, description })
      return { registered_model: modelView(model, await latest(ctx, { names: [name] })) }
    },
  }),
  route({
    method: 'DELETE',
    path: 'registered-models/delete',
    read: one,
    answer: (ctx, { name }) => remove(ctx, { name }),
  }),
  route({
    method: 'GET',
    path: 'registered-models/search',
    read: object({
      filter: optional(text),
      max_results: optional(atMost(1000)),
      order_by: list(text),
      page_token: optional(text),
    }),
    answer: async (ctx, { filter, max_results: limit, order_by: orderBy, page_token }) => {
      const { models, next } = await search(ctx, { filter, limit, orderBy, pageToken: page_token || undefined })
      const newest = await latest(ctx, { names: models.map(({ name }) => name) })
      return {
        registered_models: models.map((model) => modelView(model, newest)),
        ...(next && { next_page_token: next }),
      }
    },
  }),
  latestOf('GET'),
  latestOf('POST'),
  route({
    method: 'POST',
    path: 'registered-models/set-tag',
    read: object({ name: required(text), key: tagKey, value: tagValue }),
    answer: (ctx, { name, key, value = '' }) => setTag(ctx, { name, key, value }),
  }),
  route({
    method: 'DELETE',
    path: 'registered-models/delete-tag',
    read: object({ name: required(text), key: required(text) }),
    answer: (ctx, { name, key }) => removeTag(ctx, { name, key }),
  }),
]
