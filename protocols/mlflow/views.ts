import type { Experiment } from '#services/tracking/experiments/find.ts'
import type { Metric, MetricValue, TrackedRun } from '#services/tracking/runs/columns.ts'
import { plainId } from '#services/tracking/runs/find.ts'

const lifecycle = (deletedAt: Date | null) => (deletedAt ? 'deleted' : 'active')
const scheme = 'mlflow-artifacts:/'

/** Where the artifacts of an experiment go: into our own store, unless it says otherwise. */
const rootOf = ({ number, artifactLocation }: { number: number; artifactLocation: string | null }) =>
  artifactLocation ?? `${scheme}${number}`

export const experimentView = (experiment: Experiment) => ({
  experiment_id: String(experiment.number),
  name: experiment.name,
  artifact_location: rootOf(experiment),
  lifecycle_stage: lifecycle(experiment.deletedAt),
  creation_time: experiment.createdAt.getTime(),
  last_update_time: experiment.updatedAt.getTime(),
  tags: experiment.tags,
})

/** JSON has no NaN and no infinities, so they travel as text. */
export const numberView = (value: number): MetricValue =>
  Number.isFinite(value) ? value : (String(value) as MetricValue)

export const metricView = ({ key, value, step, at }: Metric) => ({ key, value, timestamp: at, step })

export const artifactUriOf = ({ id, experiment, artifactLocation }: TrackedRun) =>
  `${rootOf({ number: experiment, artifactLocation })}/${plainId(id)}/artifacts`

const infoView = (run: TrackedRun) => ({
  run_uuid: plainId(run.id),
  run_id: plainId(run.id),
  run_name: run.name,
  experiment_id: String(run.experiment),
  user_id: run.userName,
  status: run.status.toUpperCase(),
  start_time: run.startedAt,
  ...(run.endedAt !== null && { end_time: run.endedAt }),
  artifact_uri: artifactUriOf(run),
  lifecycle_stage: lifecycle(run.deletedAt),
})

export const runView = (run: TrackedRun) => ({
  info: infoView(run),
  data: { metrics: run.metrics.map(metricView), params: run.params, tags: run.tags },
  inputs: {
    dataset_inputs: run.datasets.map(({ tags, sourceType, schema, profile, ...dataset }) => ({
      tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
      dataset: {
        ...dataset,
        source_type: sourceType,
        ...(schema !== null && { schema }),
        ...(profile !== null && { profile }),
      },
    })),
    model_inputs: run.models.filter((one) => one.direction === 'input').map(({ modelId }) => ({ model_id: modelId })),
  },
  outputs: {
    model_outputs: run.models
      .filter((one) => one.direction === 'output')
      .map(({ modelId, step }) => ({ model_id: modelId, step })),
  },
})
