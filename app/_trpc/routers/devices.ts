import { decide } from '#services/devices/decide.ts'
import { get } from '#services/devices/get.ts'
import { mutation, query, router } from '../procedure.ts'

export const devices = router({
  decide: mutation(decide),
  get: query(get),
})
