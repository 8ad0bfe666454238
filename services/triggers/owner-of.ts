import { Fault } from '#pipeline/fault.ts'
import { actorOfUser } from '../auth/actor-of-user.ts'
import type { Context, Resources } from '../context.ts'
import type { TriggerRow } from './find.ts'

/** The owner of a trigger with the rights they have now. Faults: FORBIDDEN where they are no member any more. */
export async function asOwner(
  resources: Resources,
  { ownerId }: Pick<TriggerRow, 'ownerId'>,
  project: string,
): Promise<Context> {
  const actor = await actorOfUser(resources, { userId: ownerId, project }).catch((thrown) => {
    if (Fault.of(thrown).code !== 'NOT_FOUND') throw thrown
    throw new Fault('FORBIDDEN', 'the owner of the trigger is no member of the project any more', {
      hint: 'make the trigger again as somebody who is',
    })
  })
  return { ...resources, actor }
}
