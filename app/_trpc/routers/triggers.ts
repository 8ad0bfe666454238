import { create } from '#services/triggers/create.ts'
import { fireNow } from '#services/triggers/fire-now.ts'
import { firings } from '#services/triggers/firings.ts'
import { get } from '#services/triggers/get.ts'
import { list } from '#services/triggers/list.ts'
import { outline } from '#services/triggers/outline.ts'
import { pause } from '#services/triggers/pause.ts'
import { places } from '#services/triggers/places.ts'
import { remove } from '#services/triggers/remove.ts'
import { resume } from '#services/triggers/resume.ts'
import { retry } from '#services/triggers/retry.ts'
import { rotate } from '#services/triggers/rotate.ts'
import { update } from '#services/triggers/update.ts'
import { mutation, query, router } from '../procedure.ts'

export const triggers = router({
  create: mutation(create),
  fireNow: mutation(fireNow),
  firings: query(firings),
  get: query(get),
  list: query(list),
  outline: query(outline),
  pause: mutation(pause),
  places: query(places),
  remove: mutation(remove),
  resume: mutation(resume),
  retry: mutation(retry),
  rotate: mutation(rotate),
  update: mutation(update),
})
