import type { Queryable } from '#db/client.ts'
import { append } from '../audit/append.ts'
import type { Actor } from '../context.ts'
import { notify } from '../events/notify.ts'
import { wish } from '../outbox/wish.ts'
import type { TriggerRow } from './find.ts'

interface Change {
  trigger: Pick<TriggerRow, 'id' | 'kind'>
  action: string
  detail: Record<string, unknown>
}

const looks = (kind: TriggerRow['kind']): boolean => kind === 'folder' || kind === 'query'

/** Tells Temporal, which keeps the rhythm of those that look, whoever shows it, and the audit. */
export async function changed(tx: Queryable, actor: Actor, { trigger, action, detail }: Change): Promise<void> {
  const { id, kind } = trigger
  if (looks(kind)) {
    await wish(tx, { kind: 'sync-trigger', triggerId: id })
    if (action !== 'remove' && action !== 'pause') await wish(tx, { kind: 'look-for-trigger', triggerId: id })
  }
  await notify(tx, { project: actor.projectId, topic: 'trigger', id })
  await append(tx, actor, { action, resource: 'trigger', resourceId: id, detail })
}
