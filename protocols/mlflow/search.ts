import { search as searchExperiments } from '#services/tracking/experiments/search.ts'
import { searchText } from '#services/tracking/runs/search-text.ts'
import { atMost, choice, list, object, optional, text } from './fields.ts'
import { experimentId } from './names.ts'
import { type Route, route, Written } from './route.ts'
import { experimentView, runText } from './views.ts'

const view = optional(choice(['ACTIVE_ONLY', 'DELETED_ONLY', 'ALL']))
const lifecycles = { ACTIVE_ONLY: 'active', DELETED_ONLY: 'deleted', ALL: 'all' } as const

const page = {
  filter: optional(text),
  order_by: list(text),
  max_results: optional(atMost(50_000)),
  page_token: optional(text),
}

const experimentSearch = object({ ...page, view_type: view })

const runSearch = object({ ...page, experiment_ids: list(experimentId), run_view_type: view })

const experimentsBy = (method: 'GET' | 'POST'): Route =>
  route({
    method,
    path: 'experiments/search',
    read: experimentSearch,
    answer: async (ctx, { filter, order_by, max_results, page_token, view_type = 'ACTIVE_ONLY' }) => {
      const { experiments, next } = await searchExperiments(ctx, {
        filter,
        orderBy: order_by,
        limit: max_results,
        pageToken: page_token || undefined,
        lifecycle: lifecycles[view_type],
      })
      return { experiments: experiments.map(experimentView), ...(next && { next_page_token: next }) }
    },
  })

export const searchRoutes = [
  experimentsBy('GET'),
  experimentsBy('POST'),
  route({
    method: 'POST',
    path: 'runs/search',
    read: runSearch,
    answer: async (ctx, { experiment_ids, run_view_type = 'ACTIVE_ONLY', ...asked }) => {
      const { runs, next } = await searchText(ctx, {
        experiments: experiment_ids,
        filter: asked.filter,
        orderBy: asked.order_by,
        limit: asked.max_results,
        pageToken: asked.page_token || undefined,
        lifecycle: lifecycles[run_view_type],
      })
      const token = next ? `,"next_page_token":${JSON.stringify(next)}` : ''
      return new Written(`{"runs":[${runs.map(runText).join(',')}]${token}}`)
    },
  }),
]
