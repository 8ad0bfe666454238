import { list as artifacts } from '#services/tracking/artifacts/list.ts'
import { preview } from '#services/tracking/artifacts/preview.ts'
import { curves } from '#services/tracking/metrics/curves.ts'
import { sparks } from '#services/tracking/metrics/sparks.ts'
import { getPush } from '#services/tracking/pushes/get.ts'
import { compare } from '#services/tracking/runs/compare.ts'
import { destroy } from '#services/tracking/runs/destroy.ts'
import { get } from '#services/tracking/runs/get.ts'
import { keys } from '#services/tracking/runs/keys.ts'
import { log } from '#services/tracking/runs/log.ts'
import { made } from '#services/tracking/runs/made.ts'
import { move } from '#services/tracking/runs/move.ts'
import { outline } from '#services/tracking/runs/outline.ts'
import { remove } from '#services/tracking/runs/remove.ts'
import { removeTag } from '#services/tracking/runs/remove-tag.ts'
import { restore } from '#services/tracking/runs/restore.ts'
import { rows } from '#services/tracking/runs/rows.ts'
import { search } from '#services/tracking/runs/search.ts'
import { update } from '#services/tracking/runs/update.ts'
import { mutation, query, router } from '../procedure.ts'

/** Runs of experiments, whoever made them. */
export const tracked = router({
  artifacts: query(artifacts),
  compare: query(compare),
  curves: query(curves),
  destroy: mutation(destroy),
  get: query(get),
  keys: query(keys),
  log: mutation(log),
  made: query(made),
  move: mutation(move),
  outline: query(outline),
  preview: query(preview),
  push: query(getPush),
  remove: mutation(remove),
  removeTag: mutation(removeTag),
  restore: mutation(restore),
  rows: query(rows),
  search: query(search),
  sparks: query(sparks),
  update: mutation(update),
})
