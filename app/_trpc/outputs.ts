import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from './router.ts'

/** What procedures answer: `Outputs['files']['get']`. */
export type Outputs = inferRouterOutputs<AppRouter>
/** What procedures take. */
export type Inputs = inferRouterInputs<AppRouter>
