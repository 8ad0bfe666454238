import { executed } from '#services/notebooks/executed.ts'
import { read } from '#services/notebooks/read.ts'
import { start } from '#services/notebooks/start.ts'
import { mutation, query, router } from '../procedure.ts'

export const notebooks = router({ executed: query(executed), read: query(read), start: mutation(start) })
