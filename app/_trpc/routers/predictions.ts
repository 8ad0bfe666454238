import { list } from '#services/predictions/list.ts'
import { mutation, query, router } from '../procedure.ts'

export const predictions = router({
  list: query(list),
})
