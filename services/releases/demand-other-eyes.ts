import { Fault } from '#pipeline/fault.ts'
import type { Actor } from '../context.ts'
import type { ReleaseRow } from './open-release.ts'

/** Four eyes. Faults: FORBIDDEN. */
export function demandOtherEyes({ userId }: Actor, { startedBy }: ReleaseRow): void {
  if (userId === startedBy)
    throw new Fault('FORBIDDEN', 'nobody agrees to a release of their own', {
      hint: 'ask somebody else, or cancel it',
    })
}
