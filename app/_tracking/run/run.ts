import type { Outputs } from '../../_trpc/outputs.ts'

/** A run with all that is told of it. */
export type Run = Outputs['tracked']['get']
