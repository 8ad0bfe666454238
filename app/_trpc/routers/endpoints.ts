import { deploy } from '#services/endpoints/deploy.ts'
import { get } from '#services/endpoints/get.ts'
import { list } from '#services/endpoints/list.ts'
import { route } from '#services/endpoints/route.ts'
import { mutation, query, router } from '../procedure.ts'

export const endpoints = router({
  deploy: mutation(deploy),
  get: query(get),
  list: query(list),
  route: mutation(route),
})
