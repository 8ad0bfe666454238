import { apply } from '#services/pipelines/apply.ts'
import { create } from '#services/pipelines/create.ts'
import { get } from '#services/pipelines/get.ts'
import { inspect } from '#services/pipelines/inspect.ts'
import { list } from '#services/pipelines/list.ts'
import { remove } from '#services/pipelines/remove.ts'
import { rename } from '#services/pipelines/rename.ts'
import { revisions } from '#services/pipelines/revisions.ts'
import { save } from '#services/pipelines/save.ts'
import { mutation, query, router } from '../procedure.ts'

export const pipelines = router({
  // tRPC keeps `apply` for itself.
  applySpec: mutation(apply),
  create: mutation(create),
  get: query(get),
  // A spec does not fit into an address, so this question is posted.
  inspect: mutation(inspect),
  list: query(list),
  remove: mutation(remove),
  rename: mutation(rename),
  revisions: query(revisions),
  save: mutation(save),
})
