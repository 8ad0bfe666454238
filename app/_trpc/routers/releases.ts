import { approve } from '#services/releases/approve.ts'
import { cancel } from '#services/releases/cancel.ts'
import { get } from '#services/releases/get.ts'
import { list } from '#services/releases/list.ts'
import { reject } from '#services/releases/reject.ts'
import { rollback } from '#services/releases/rollback.ts'
import { start } from '#services/releases/start.ts'
import { mutation, query, router } from '../procedure.ts'

export const releases = router({
  approve: mutation(approve),
  cancel: mutation(cancel),
  get: query(get),
  list: query(list),
  reject: mutation(reject),
  rollback: mutation(rollback),
  start: mutation(start),
})
