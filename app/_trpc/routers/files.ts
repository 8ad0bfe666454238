import { count } from '#services/files/count.ts'
import { detectAgain } from '#services/files/detect-again.ts'
import { get } from '#services/files/get.ts'
import { list } from '#services/files/list.ts'
import { preview } from '#services/files/preview.ts'
import { profile } from '#services/files/profile.ts'
import { remove } from '#services/files/remove.ts'
import { mutation, query, router } from '../procedure.ts'

export const files = router({
  count: query(count),
  detectAgain: mutation(detectAgain),
  get: query(get),
  list: query(list),
  preview: query(preview),
  profile: query(profile),
  remove: mutation(remove),
})
