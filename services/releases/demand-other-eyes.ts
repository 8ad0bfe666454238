import type { Queryable } from '#db/client.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Actor } from '../context.ts'
import { authorsOf } from './authors-of.ts'
import type { ReleaseRow } from './open-release.ts'

/** Four eyes. Faults: FORBIDDEN. */
export async function demandOtherEyes(q: Queryable, { userId }: Actor, release: ReleaseRow): Promise<void> {
  if ((await authorsOf(q, release)).includes(userId))
    throw new Fault('FORBIDDEN', 'nobody agrees to a release of their own', {
      hint: 'ask somebody else, or cancel it',
    })
}
