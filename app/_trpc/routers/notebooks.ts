import { enterNotebooks } from '../enter-notebooks.ts'
import { mutation, router } from '../procedure.ts'

export const notebooks = router({ enter: mutation(enterNotebooks) })
