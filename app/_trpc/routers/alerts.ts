import { acknowledge } from '#services/alerts/acknowledge.ts'
import { close } from '#services/alerts/close.ts'
import { count } from '#services/alerts/count.ts'
import { get } from '#services/alerts/get.ts'
import { list } from '#services/alerts/list.ts'
import { silence } from '#services/alerts/silence.ts'
import { silences } from '#services/alerts/silences.ts'
import { unsilence } from '#services/alerts/unsilence.ts'
import { mutation, query, router } from '../procedure.ts'

export const alerts = router({
  acknowledge: mutation(acknowledge),
  close: mutation(close),
  count: query(count),
  get: query(get),
  list: query(list),
  silence: mutation(silence),
  silences: query(silences),
  unsilence: mutation(unsilence),
})
