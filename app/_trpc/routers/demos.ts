import { create } from '#services/demos/create.ts'
import { edit } from '#services/demos/edit.ts'
import { get } from '#services/demos/get.ts'
import { labels } from '#services/demos/labels.ts'
import { list } from '#services/demos/list.ts'
import { open } from '#services/demos/open.ts'
import { point } from '#services/demos/point.ts'
import { predict } from '#services/demos/predict.ts'
import { remove } from '#services/demos/remove.ts'
import { restore } from '#services/demos/restore.ts'
import { revokeShare } from '#services/demos/revoke-share.ts'
import { saveLabels } from '#services/demos/save-labels.ts'
import { setRule } from '#services/demos/set-rule.ts'
import { share } from '#services/demos/share.ts'
import { mutation, query, router } from '../procedure.ts'

export const demos = router({
  create: mutation(create),
  edit: mutation(edit),
  get: query(get),
  labels: query(labels),
  list: query(list),
  open: query(open),
  point: mutation(point),
  predict: mutation(predict),
  remove: mutation(remove),
  restore: mutation(restore),
  revokeShare: mutation(revokeShare),
  saveLabels: mutation(saveLabels),
  setRule: mutation(setRule),
  share: mutation(share),
})
