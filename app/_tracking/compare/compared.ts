import type { Outputs } from '../../_trpc/outputs.ts'

/** Runs side by side, as the platform sets them there. */
export type Compared = Outputs['tracked']['compare']
