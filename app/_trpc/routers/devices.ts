import { decide } from '#services/devices/decide.ts'
import { get } from '#services/devices/get.ts'
import { enterNotebooks } from '../enter-notebooks.ts'
import { mutation, query, router } from '../procedure.ts'

export const devices = router({
  decide: mutation(decide),
  enterNotebooks: mutation(enterNotebooks),
  get: query(get),
})
