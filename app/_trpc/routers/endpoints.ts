import { deploy } from '#services/endpoints/deploy.ts'
import { get } from '#services/endpoints/get.ts'
import { list } from '#services/endpoints/list.ts'
import { remove } from '#services/endpoints/remove.ts'
import { route } from '#services/endpoints/route.ts'
import { mutation, query, router } from '../procedure.ts'

export const endpoints = router({
  deploy: mutation(deploy),
  get: query(get),
  list: query(list),
  remove: mutation(remove),
  route: mutation(route),
})
