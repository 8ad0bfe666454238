import { compare } from '#services/tracking/runs/compare.ts'
import { get } from '#services/tracking/runs/get.ts'
import { search } from '#services/tracking/runs/search.ts'
import { query, router } from '../procedure.ts'

/** Runs of experiments, whoever made them. */
export const tracked = router({ compare: query(compare), get: query(get), search: query(search) })
