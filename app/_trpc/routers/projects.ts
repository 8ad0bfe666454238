import { list } from '#services/projects/list.ts'
import { currentProject } from '../current-project.ts'
import { query, router } from '../procedure.ts'

export const projects = router({
  current: query(currentProject),
  list: query(list),
})
