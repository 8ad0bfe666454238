import { connect } from '#services/tracking/runs/connect.ts'
import { integer, list, object, optional, required, text } from './fields.ts'
import { runId } from './names.ts'
import { route } from './route.ts'
import { recordOf } from './views.ts'

const dataset = object({
  name: required(text),
  digest: required(text),
  source_type: required(text),
  source: required(text),
  schema: optional(text),
  profile: optional(text),
})

const inputs = object({
  run_id: required(runId),
  datasets: list(
    object({ dataset: required(dataset), tags: list(object({ key: required(text), value: optional(text) })) }),
  ),
  models: list(object({ model_id: required(text) })),
})

const outputs = object({
  run_id: required(runId),
  models: list(object({ model_id: required(text), step: optional(integer) })),
})

export const inputRoutes = [
  route({
    method: 'POST',
    path: 'runs/log-inputs',
    read: inputs,
    answer: (ctx, { run_id: id, datasets, models }) =>
      connect(ctx, {
        id,
        datasets: datasets.map(({ dataset: { source_type: sourceType, ...rest }, tags }) => ({
          ...rest,
          sourceType,
          tags: recordOf(tags),
        })),
        models: models.map(({ model_id: modelId }) => ({ modelId, direction: 'input' as const })),
      }),
  }),
  route({
    method: 'POST',
    path: 'runs/outputs',
    read: outputs,
    answer: (ctx, { run_id: id, models }) =>
      connect(ctx, {
        id,
        models: models.map(({ model_id: modelId, step }) => ({ modelId, step, direction: 'output' as const })),
      }),
  }),
]
