import { search as find } from '#services/search/search.ts'
import { query, router } from '../procedure.ts'

export const search = router({ find: query(find) })
