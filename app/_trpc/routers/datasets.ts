import { get } from '#services/datasets/get.ts'
import { getMade } from '#services/datasets/get-made.ts'
import { list } from '#services/datasets/list.ts'
import { listMade } from '#services/datasets/list-made.ts'
import { query, router } from '../procedure.ts'

export const datasets = router({
  get: query(get),
  getMade: query(getMade),
  list: query(list),
  listMade: query(listMade),
})
