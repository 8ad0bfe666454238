import type { Outputs } from '../../_trpc/outputs.ts'

/** What is known of a run that was pushed. */
export type Push = NonNullable<Outputs['tracked']['push']>
