import { explain } from '#services/predictions/explain.ts'
import { list } from '#services/predictions/list.ts'
import { ask } from '../ask.ts'
import { mutation, query, router } from '../procedure.ts'

export const predictions = router({
  ask: mutation(ask),
  explain: query(explain),
  list: query(list),
})
