import { describe } from '#services/apps/describe.ts'
import { query, router } from '../procedure.ts'

export const apps = router({ describe: query(describe) })
