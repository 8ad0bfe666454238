import type { Queryable } from '#db/client.ts'
import { type AlertEventKind, alertEvents } from '#db/schema.ts'
import { append } from '../audit/append.ts'
import type { Actor } from '../context.ts'
import { notify } from '../events/notify.ts'

/** What somebody did to an alert: into its history, to whoever looks, and into the audit. */
export async function changed(
  tx: Queryable,
  actor: Actor,
  { id, kind, detail }: { id: string; kind: AlertEventKind; detail?: string | undefined },
): Promise<void> {
  await tx.insert(alertEvents).values({ alertId: id, kind, by: actor.userId, detail })
  await notify(tx, { project: actor.projectId, topic: 'alert', id })
  await append(tx, actor, { action: kind, resource: 'alert', resourceId: id, ...(detail && { detail: { detail } }) })
}
