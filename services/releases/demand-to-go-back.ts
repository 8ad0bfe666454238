import type { Queryable } from '#db/client.ts'
import { Fault } from '#pipeline/fault.ts'
import { currentRoutes } from '../endpoints/routes.ts'
import type { ReleaseRow } from './open-release.ts'

/** Faults: CONFLICT for a release whose route is not in force any more. */
export async function demandToGoBack(
  tx: Queryable,
  endpoint: { id: string; name: string },
  { endedAt, state, route }: ReleaseRow,
): Promise<void> {
  if (!endedAt) return
  const current = (await currentRoutes(tx, [endpoint.id])).get(endpoint.id)
  if (state === 'promoted' && current?.number === route) return
  throw new Fault('CONFLICT', `the last release of ${endpoint.name} has no traffic to give back: it is ${state}`, {
    hint: 'choose the route to go back to from its history',
  })
}
