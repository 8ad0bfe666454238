import type { Queryable } from '#db/client.ts'
import { append } from '../audit/append.ts'
import type { Actor } from '../context.ts'
import { notify } from '../events/notify.ts'
import { wish } from '../outbox/wish.ts'

/** Tells Temporal, whoever looks, and the audit, that a schedule is not what it was. */
export async function changed(
  tx: Queryable,
  actor: Actor,
  { id, action, detail }: { id: string; action: string; detail: Record<string, unknown> },
): Promise<void> {
  await wish(tx, { kind: 'sync-schedule', scheduleId: id })
  await notify(tx, { project: actor.projectId, topic: 'schedule', id })
  await append(tx, actor, { action, resource: 'schedule', resourceId: id, detail })
}
