import { Fault } from '#pipeline/fault.ts'
import { histories } from '#services/tracking/metrics/histories.ts'
import { type RunPoint, sample } from '#services/tracking/metrics/sample.ts'
import { plainId } from '#services/tracking/runs/find.ts'
import { type Field, integer, list, object, optional, required, text } from './fields.ts'
import { runId } from './names.ts'
import { route } from './route.ts'
import { metricView, numberView } from './views.ts'

const mostRuns = 100
const mostPoints = 25_000
const mostSampled = 2500

const pointView = ({ runId, value, ...point }: RunPoint, key: string) => ({
  ...metricView({ key, value: numberView(value), ...point }),
  run_id: plainId(runId),
})

/** Faults: INVALID_INPUT. */
function demandRuns(ids: readonly string[], { asked, name }: { asked: string; name: string }): void {
  if (ids.length === 0) throw new Fault('INVALID_INPUT', `${asked} request must specify at least one run_id.`)
  if (ids.length > mostRuns)
    throw new Fault('INVALID_INPUT', `${asked} request ${name} ${mostRuns} run_ids. Received ${ids.length} run_ids.`)
}

/** A query that names a run once has a single value. */
const oneOrMore: Field<string[]> = (value, path) => list(runId)(typeof value === 'string' ? [value] : value, path)

const sampled: Field<number> = (value, path) => {
  const number = integer(value, path)
  if (number >= 1 && number <= mostSampled) return number
  throw new Fault('INVALID_INPUT', `max_results must be between 1 and ${mostSampled}.`)
}

function stepsOf(from: number | undefined, to: number | undefined): { from: number; to: number } | undefined {
  if (from === undefined && to === undefined) return undefined
  if (from === undefined || to === undefined)
    throw new Fault('INVALID_INPUT', 'If either start step or end step are specified, both must be specified.')
  if (from <= to) return { from, to }
  throw new Fault(
    'INVALID_INPUT',
    `end_step must be greater than start_step. Found start_step=${from} and end_step=${to}.`,
  )
}

/** One metric of several runs. */
export const historyRoutes = [
  route({
    method: 'GET',
    path: 'metrics/get-history-bulk',
    read: object({ run_id: oneOrMore, metric_key: required(text), max_results: optional(integer) }),
    answer: async (ctx, { run_id: ids, metric_key: key, max_results = mostPoints }) => {
      demandRuns(ids, { asked: 'GetMetricHistoryBulk', name: 'cannot specify more than' })
      const points = await histories(ctx, { ids, key, limit: Math.min(max_results, mostPoints) })
      return { metrics: points.map((point) => pointView(point, key)) }
    },
  }),
  route({
    method: 'GET',
    path: 'metrics/get-history-bulk-interval',
    read: object({
      run_ids: required(list(runId)),
      metric_key: required(text),
      start_step: optional(integer),
      end_step: optional(integer),
      max_results: optional(sampled),
    }),
    answer: async (ctx, { run_ids: ids, metric_key: key, start_step, end_step, max_results: limit = mostSampled }) => {
      demandRuns(ids, { asked: 'GetMetricHistoryBulkInterval', name: 'must specify at most' })
      const points = await sample(ctx, { ids, key, limit, steps: stepsOf(start_step, end_step) })
      return { metrics: points.map((point) => pointView(point, key)) }
    },
  }),
]
