import { create } from '#services/tokens/create.ts'
import { list } from '#services/tokens/list.ts'
import { revoke } from '#services/tokens/revoke.ts'
import { mutation, query, router } from '../procedure.ts'

export const tokens = router({
  create: mutation(create),
  list: query(list),
  revoke: mutation(revoke),
})
