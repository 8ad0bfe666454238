import { decommission } from '#services/decommissions/decommission.ts'
import { keep } from '#services/decommissions/keep.ts'
import { mutation, router } from '../procedure.ts'

export const decommissions = router({ decommission: mutation(decommission), keep: mutation(keep) })
