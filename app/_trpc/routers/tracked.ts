import { get } from '#services/tracking/runs/get.ts'
import { keys } from '#services/tracking/runs/keys.ts'
import { log } from '#services/tracking/runs/log.ts'
import { outline } from '#services/tracking/runs/outline.ts'
import { remove } from '#services/tracking/runs/remove.ts'
import { removeTag } from '#services/tracking/runs/remove-tag.ts'
import { restore } from '#services/tracking/runs/restore.ts'
import { rows } from '#services/tracking/runs/rows.ts'
import { update } from '#services/tracking/runs/update.ts'
import { mutation, query, router } from '../procedure.ts'

/** Runs of experiments, whoever made them. */
export const tracked = router({
  get: query(get),
  keys: query(keys),
  log: mutation(log),
  outline: query(outline),
  remove: mutation(remove),
  removeTag: mutation(removeTag),
  restore: mutation(restore),
  rows: query(rows),
  update: mutation(update),
})
