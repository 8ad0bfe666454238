import { create } from '#services/alerts/channels/create.ts'
import { list } from '#services/alerts/channels/list.ts'
import { outlets } from '#services/alerts/channels/outlets.ts'
import { pause } from '#services/alerts/channels/pause.ts'
import { remove } from '#services/alerts/channels/remove.ts'
import { resume } from '#services/alerts/channels/resume.ts'
import { test } from '#services/alerts/channels/test.ts'
import { tryAgain } from '#services/alerts/channels/try-again.ts'
import { update } from '#services/alerts/channels/update.ts'
import { mutation, query, router } from '../procedure.ts'

export const channels = router({
  create: mutation(create),
  list: query(list),
  outlets: query(outlets),
  pause: mutation(pause),
  remove: mutation(remove),
  resume: mutation(resume),
  test: mutation(test),
  tryAgain: mutation(tryAgain),
  update: mutation(update),
})
