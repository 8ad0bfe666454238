import { create } from '#services/tracking/experiments/create.ts'
import { destroy } from '#services/tracking/experiments/destroy.ts'
import { get } from '#services/tracking/experiments/get.ts'
import { list } from '#services/tracking/experiments/list.ts'
import { remove } from '#services/tracking/experiments/remove.ts'
import { removeTag } from '#services/tracking/experiments/remove-tag.ts'
import { restore } from '#services/tracking/experiments/restore.ts'
import { setTag } from '#services/tracking/experiments/set-tag.ts'
import { update } from '#services/tracking/experiments/update.ts'
import { mutation, query, router } from '../procedure.ts'

export const experiments = router({
  create: mutation(create),
  destroy: mutation(destroy),
  get: query(get),
  list: query(list),
  remove: mutation(remove),
  removeTag: mutation(removeTag),
  restore: mutation(restore),
  setTag: mutation(setTag),
  update: mutation(update),
})
