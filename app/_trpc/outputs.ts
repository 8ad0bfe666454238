import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from './router.ts'

/** What procedures answer: `Outputs['files']['get']`. */
export type Outputs = inferRouterOutputs<AppRouter>
