import type { Experiment } from '#services/tracking/experiments/find.ts'
import type { LoggedModel } from '#services/tracking/logged-models/find.ts'
import type { Metric, MetricValue, TrackedRun } from '#services/tracking/runs/columns.ts'
import { plainId } from '#services/tracking/runs/find.ts'
import type { RunText } from '#services/tracking/runs/search-text.ts'

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

/** What is told of every run, however its long lists were read. */
type Told = Omit<TrackedRun, 'metrics' | 'params' | 'tags'>

export const artifactUriOf = ({ id, experiment, artifactLocation }: Told) =>
  `${rootOf({ number: experiment, artifactLocation })}/${plainId(id)}/artifacts`

const infoView = (run: Told) => ({
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

const connectionsView = ({ datasets, models }: Told) => ({
  inputs: {
    dataset_inputs: datasets.map(({ tags, sourceType, schema, profile, ...dataset }) => ({
      tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
      dataset: {
        ...dataset,
        source_type: sourceType,
        ...(schema !== null && { schema }),
        ...(profile !== null && { profile }),
      },
    })),
    model_inputs: models.filter((one) => one.direction === 'input').map(({ modelId }) => ({ model_id: modelId })),
  },
  outputs: {
    model_outputs: models
      .filter((one) => one.direction === 'output')
      .map(({ modelId, step }) => ({ model_id: modelId, step })),
  },
})

export const runView = (run: TrackedRun) => ({
  info: infoView(run),
  data: { metrics: run.metrics.map(metricView), params: run.params, tags: run.tags },
  ...connectionsView(run),
})

/** `runView` as JSON. */
export const runText = (run: RunText): string => {
  const { inputs, outputs } = connectionsView(run)
  return `{"info":${JSON.stringify(infoView(run))},"data":${run.facts},"inputs":${JSON.stringify(inputs)},"outputs":${JSON.stringify(outputs)}}`
}

/** MLflow's clients leave out what is empty. */
export const recordOf = (pairs: readonly { key: string; value: string | undefined }[]): Record<string, string> =>
  Object.fromEntries(pairs.map(({ key, value = '' }) => [key, value]))

const pairsOf = (record: Record<string, string>) => Object.entries(record).map(([key, value]) => ({ key, value }))

export const modelUriOf = ({ id, experiment, artifactLocation }: LoggedModel): string =>
  `${rootOf({ number: experiment, artifactLocation })}/models/${id}/artifacts`

export const loggedModelView = (model: LoggedModel) => ({
  info: {
    model_id: model.id,
    experiment_id: String(model.experiment),
    name: model.name,
    artifact_uri: modelUriOf(model),
    creation_timestamp_ms: model.createdAt.getTime(),
    last_updated_timestamp_ms: model.updatedAt.getTime(),
    status: model.status === 'failed' ? 'LOGGED_MODEL_UPLOAD_FAILED' : `LOGGED_MODEL_${model.status.toUpperCase()}`,
    ...(model.modelType !== null && { model_type: model.modelType }),
    ...(model.sourceRunId !== null && { source_run_id: plainId(model.sourceRunId) }),
    ...(model.statusMessage !== null && { status_message: model.statusMessage }),
    tags: pairsOf(model.tags),
  },
  data: {
    params: pairsOf(model.params),
    metrics: model.metrics.map((metric) => ({
      ...metricView(metric),
      model_id: model.id,
      run_id: plainId(metric.runId),
      ...(metric.datasetName && { dataset_name: metric.datasetName }),
      ...(metric.datasetDigest && { dataset_digest: metric.datasetDigest }),
    })),
  },
})
