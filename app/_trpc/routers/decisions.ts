import { get } from '#services/decisions/get.ts'
import { query, router } from '../procedure.ts'

export const decisions = router({
  get: query(get),
})
