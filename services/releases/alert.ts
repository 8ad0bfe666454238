import type { Queryable } from '#db/client.ts'
import { raise } from '../alerts/raise.ts'
import { settle } from '../alerts/settle.ts'
import type { ReleaseRow } from './open-release.ts'

interface About {
  release: Pick<ReleaseRow, 'projectId' | 'state' | 'reason'>
  endpoint: { id: string; name: string }
}

const waiting = (endpointId: string) => `approval:${endpointId}`
const ended = (endpointId: string) => `release:${endpointId}`

/** Tells people of a release that waits for them, or that went back or broke. */
export async function alertOf(tx: Queryable, { release, endpoint }: About): Promise<void> {
  const { projectId, state, reason } = release
  const told = { projectId, since: new Date(), what: reason ?? state, link: `/endpoints/${endpoint.name}` }
  if (state === 'waiting')
    await raise(tx, {
      ...told,
      ...{ key: waiting(endpoint.id), severity: 'warning', title: `a release waits for agreement: ${endpoint.name}` },
    })
  else
    await raise(tx, {
      ...told,
      ...{ key: ended(endpoint.id), severity: state === 'failed' ? 'critical' : 'warning' },
      title: `a release ${state === 'failed' ? 'failed' : 'was rolled back'}: ${endpoint.name}`,
    })
}

/** Nobody is waited for any more; and once a release was promoted, what went wrong with the one before is over. */
export async function settleAlert(
  tx: Queryable,
  { projectId, endpointId, state }: Pick<ReleaseRow, 'projectId' | 'endpointId' | 'state'>,
): Promise<void> {
  await settle(tx, { projectId, key: waiting(endpointId) })
  if (state === 'promoted') await settle(tx, { projectId, key: ended(endpointId) })
}
