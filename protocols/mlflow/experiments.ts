import { Fault } from '#pipeline/fault.ts'
import { create } from '#services/tracking/experiments/create.ts'
import { datasets } from '#services/tracking/experiments/datasets.ts'
import { get } from '#services/tracking/experiments/get.ts'
import { remove } from '#services/tracking/experiments/remove.ts'
import { removeTag } from '#services/tracking/experiments/remove-tag.ts'
import { restore } from '#services/tracking/experiments/restore.ts'
import { setTag } from '#services/tracking/experiments/set-tag.ts'
import { update } from '#services/tracking/experiments/update.ts'
import { type Field, list, object, optional, required, text } from './fields.ts'
import { experimentId, keyName, longest, within } from './names.ts'
import { route } from './route.ts'
import { experimentView } from './views.ts'

const name = within(longest.experimentName, 'name')
const tag = object({ key: required(keyName()), value: within(longest.experimentTag) })

/** Our own store, or one that the client reaches by itself; never a path on this machine. */
const location: Field<string> = (value, path) => {
  const uri = text(value, path)
  if (/^[a-z][a-z0-9+-]+:/i.test(uri) && !/^file:/i.test(uri) && !/(^|[/\\])\.\.([/\\]|$)|%2f|%2e|%00|[#?]/i.test(uri))
    return uri.replace(/\/+$/, '')
  throw new Fault(
    'INVALID_INPUT',
    `Invalid artifact_location: '${uri}'. It must be mlflow-artifacts:/ or a remote store.`,
  )
}

const one = object({ experiment_id: required(experimentId) })

const mostExperiments = 20

const refused = (count: number) =>
  count === 0
    ? 'SearchDatasets request must specify at least one experiment_id.'
    : `SearchDatasets request cannot specify more than ${mostExperiments} experiment_ids. Received ${count} experiment_ids.`

export const experimentRoutes = [
  route({
    method: 'POST',
    path: 'experiments/create',
    read: object({ name: required(name), artifact_location: optional(text), tags: list(tag) }),
    answer: async (ctx, { name, artifact_location, tags }) => {
      const artifactLocation = artifact_location ? location(artifact_location, 'artifact_location') : undefined
      const { number } = await create(ctx, { name, artifactLocation, tags })
      return { experiment_id: String(number) }
    },
  }),
  route({
    method: 'GET',
    path: 'experiments/get',
    read: one,
    answer: async (ctx, { experiment_id: number }) => ({ experiment: experimentView(await get(ctx, { number })) }),
  }),
  route({
    method: 'GET',
    path: 'experiments/get-by-name',
    read: object({ experiment_name: required(text) }),
    answer: async (ctx, { experiment_name }) => ({
      experiment: experimentView(await get(ctx, { name: experiment_name })),
    }),
  }),
  route({
    method: 'POST',
    path: 'experiments/delete',
    read: one,
    answer: (ctx, { experiment_id: number }) => remove(ctx, { number }),
  }),
  route({
    method: 'POST',
    path: 'experiments/restore',
    read: one,
    answer: (ctx, { experiment_id: number }) => restore(ctx, { number }),
  }),
  route({
    method: 'POST',
    path: 'experiments/update',
    read: object({ experiment_id: required(experimentId), new_name: required(name) }),
    answer: (ctx, { experiment_id: number, new_name }) => update(ctx, { number, name: new_name }),
  }),
  route({
    method: 'POST',
    path: 'experiments/set-experiment-tag',
    read: object({
      experiment_id: required(experimentId),
      key: required(keyName()),
      value: within(longest.experimentTag),
    }),
    answer: (ctx, { experiment_id: number, key, value }) => setTag(ctx, { number, key, value }),
  }),
  route({
    method: 'POST',
    path: 'experiments/delete-experiment-tag',
    read: object({ experiment_id: required(experimentId), key: required(text) }),
    answer: (ctx, { experiment_id: number, key }) => removeTag(ctx, { number, key }),
  }),
  route({
    method: 'POST',
    path: 'experiments/search-datasets',
    read: object({ experiment_ids: list(experimentId) }),
    answer: async (ctx, { experiment_ids: experiments }) => {
      if (experiments.length === 0 || experiments.length > mostExperiments)
        throw new Fault('INVALID_INPUT', refused(experiments.length))
      const found = await datasets(ctx, { experiments })
      return {
        dataset_summaries: found.map(({ experiment, context, ...rest }) => ({
          experiment_id: String(experiment),
          ...rest,
          ...(context !== null && { context }),
        })),
      }
    },
  }),
]
