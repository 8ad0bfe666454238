import { backfill } from '#services/schedules/backfill.ts'
import { create } from '#services/schedules/create.ts'
import { firings } from '#services/schedules/firings.ts'
import { foresee } from '#services/schedules/foresee.ts'
import { get } from '#services/schedules/get.ts'
import { list } from '#services/schedules/list.ts'
import { pause } from '#services/schedules/pause.ts'
import { remove } from '#services/schedules/remove.ts'
import { resume } from '#services/schedules/resume.ts'
import { runNow } from '#services/schedules/run-now.ts'
import { update } from '#services/schedules/update.ts'
import { mutation, query, router } from '../procedure.ts'

export const schedules = router({
  backfill: mutation(backfill),
  create: mutation(create),
  firings: query(firings),
  foresee: query(foresee),
  get: query(get),
  list: query(list),
  pause: mutation(pause),
  remove: mutation(remove),
  resume: mutation(resume),
  runNow: mutation(runNow),
  update: mutation(update),
})
