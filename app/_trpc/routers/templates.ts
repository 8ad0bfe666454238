import { bringTables } from '#services/templates/bring-tables.ts'
import { list } from '#services/templates/list.ts'
import { use } from '#services/templates/use.ts'
import { mutation, query, router } from '../procedure.ts'

export const templates = router({
  bringTables: mutation(bringTables),
  list: query(list),
  use: mutation(use),
})
