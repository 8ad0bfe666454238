import { create } from '#services/monitors/create.ts'
import { reports } from '#services/monitors/reports.ts'
import { mutation, query, router } from '../procedure.ts'

export const monitors = router({ create: mutation(create), reports: query(reports) })
