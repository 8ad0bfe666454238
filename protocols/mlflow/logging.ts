import { Fault } from '#pipeline/fault.ts'
import { history } from '#services/tracking/metrics/history.ts'
import { log } from '#services/tracking/runs/log.ts'
import { double, type Field, integer, invalid, list, object, optional, type Read, required, text } from './fields.ts'
import { cutTo, keyName, longest, metricName, runId } from './names.ts'
import { route } from './route.ts'
import { metricView, numberView } from './views.ts'

const time: Field<number> = (value, path) => {
  const ms = integer(value, path)
  if (ms < 0) throw invalid(path, value, ': Timestamp must be a nonnegative long (64-bit integer)')
  return ms
}

const metric = {
  key: required(keyName(longest.key, metricName)),
  value: required(double),
  timestamp: required(time),
  step: optional(integer),
  model_id: optional(text),
  dataset_name: optional(text),
  dataset_digest: optional(text),
}
const param = {
  key: required(keyName(longest.key, 'Param key')),
  value: optional(cutTo(longest.param)),
}
const tag = { key: required(keyName()), value: optional(cutTo(longest.runTag)) }
const run = { run_id: required(runId) }

const oneMetric = object({ ...run, ...metric })
const oneParam = object({ ...run, ...param })
const oneTag = object({ ...run, ...tag })

const metricOf = (given: Read<typeof metric>) => ({
  key: given.key,
  value: given.value,
  step: given.step,
  at: given.timestamp,
  modelId: given.model_id || undefined,
  datasetName: given.dataset_name,
  datasetDigest: given.dataset_digest,
})
/** MLflow's clients leave out what is empty. */
const pairOf = ({ key, value = '' }: { key: string; value: string | undefined }) => ({ key, value })

/** Faults: INVALID_INPUT. */
function demandAtMost(limit: number, name: string, length: number): void {
  if (length <= limit) return
  throw new Fault(
    'INVALID_INPUT',
    `A batch logging request can contain at most ${limit} ${name}. Got ${length} ${name}. Please split up ${name} ` +
      'across multiple requests and try again.',
  )
}

function demandUnique(params: readonly { key: string }[]): void {
  const seen = new Set<string>()
  const twice = params.flatMap(({ key }) => (seen.size === seen.add(key).size ? [`'${key}'`] : []))
  if (twice.length > 0)
    throw new Fault(
      'INVALID_INPUT',
      `Duplicate parameter keys have been submitted: [${twice.join(', ')}]. Please ensure the request contains only ` +
        'one param value per param key.',
    )
}

export const loggingRoutes = [
  route({
    method: 'POST',
    path: 'runs/log-batch',
    largest: 1_000_000,
    read: object({ ...run, metrics: list(object(metric)), params: list(object(param)), tags: list(object(tag)) }),
    answer: async (ctx, { run_id: id, metrics, params, tags }) => {
      demandAtMost(1000, 'metrics', metrics.length)
      demandAtMost(100, 'params', params.length)
      demandAtMost(100, 'tags', tags.length)
      demandAtMost(1000, 'metrics, params, and tags', metrics.length + params.length + tags.length)
      demandUnique(params)
      await log(ctx, { id, metrics: metrics.map(metricOf), params: params.map(pairOf), tags: tags.map(pairOf) })
    },
  }),
  route({
    method: 'POST',
    path: 'runs/log-metric',
    read: oneMetric,
    answer: (ctx, { run_id: id, ...point }) => log(ctx, { id, metrics: [metricOf(point)] }),
  }),
  route({
    method: 'POST',
    path: 'runs/log-parameter',
    read: oneParam,
    answer: (ctx, { run_id: id, ...pair }) => log(ctx, { id, params: [pairOf(pair)] }),
  }),
  route({
    method: 'POST',
    path: 'runs/set-tag',
    read: oneTag,
    answer: (ctx, { run_id: id, ...pair }) => log(ctx, { id, tags: [pairOf(pair)] }),
  }),
  route({
    method: 'GET',
    path: 'metrics/get-history',
    read: object({
      ...run,
      metric_key: required(text),
      max_results: optional(integer),
      page_token: optional(text),
    }),
    answer: async (ctx, { run_id: id, metric_key: key, max_results, page_token }) => {
      const limit = Math.min(max_results ?? mostPoints, mostPoints)
      if (limit < 1) throw invalid('max_results', max_results)
      const { points, next } = await history(ctx, { id, key, limit, pageToken: page_token || undefined })
      const metrics = points.map(({ value, ...point }) => metricView({ key, value: numberView(value), ...point }))
      return { metrics, ...(next && { next_page_token: next }) }
    },
  }),
]

/** Of one page; MLflow's clients ask for the next one by themselves. */
const mostPoints = 25_000
