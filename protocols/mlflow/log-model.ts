import { Fault } from '#pipeline/fault.ts'
import { appendToTag } from '#services/tracking/runs/append-to-tag.ts'
import { object, required, text } from './fields.ts'
import { runId } from './names.ts'
import { route } from './route.ts'

const mandatory = ['artifact_path', 'flavors', 'utc_time_created', 'run_id']

/** Of a model's description what MLflow keeps with the run. */
function modelTag({ flavors, ...model }: Record<string, unknown>) {
  const kept = ['run_id', 'utc_time_created', 'artifact_path', 'model_uuid'].filter((name) => name in model)
  return { ...Object.fromEntries(kept.map((name) => [name, model[name]])), flavors: withoutConfig(flavors) }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const withoutConfig = (flavors: unknown) =>
  isRecord(flavors)
    ? Object.fromEntries(
        Object.entries(flavors).map(([name, flavor]) => {
          const { config: _, ...rest } = isRecord(flavor) ? flavor : {}
          return [name, isRecord(flavor) ? rest : flavor]
        }),
      )
    : flavors

function modelOf(text: string): Record<string, unknown> {
  const model = jsonOf(text)
  if (!isRecord(model))
    throw new Fault('INVALID_INPUT', `Malformed model info. \n ${text.slice(0, 1000)} \n is not a valid JSON.`)
  const missing = mandatory.filter((name) => !(name in model))
  if (missing.length === 0) return model
  const names = missing.map((name) => `'${name}'`).join(', ')
  throw new Fault('INVALID_INPUT', `Model json is missing mandatory fields: {${names}}`)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What older clients tell a run of its models. */
export const logModelRoutes = [
  route({
    method: 'POST',
    path: 'runs/log-model',
    read: object({ run_id: required(runId), model_json: required(text) }),
    answer: (ctx, { run_id: id, model_json }) =>
      appendToTag(ctx, { id, key: 'mlflow.log-model.history', item: modelTag(modelOf(model_json)) }),
  }),
]
