import { list } from '#services/predictions/list.ts'
import { query, router } from '../procedure.ts'

export const predictions = router({
  list: query(list),
})
