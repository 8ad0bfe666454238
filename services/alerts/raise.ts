import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { alertEvents, alerts, type Severity, severities } from '#db/schema.ts'
import { notify } from '../events/notify.ts'
import { kindOf } from './kind-of.ts'
import { plan } from './plan.ts'

export interface Raised {
  projectId: string
  /** Its kind, a colon, and what it is about: `drift:<endpoint>`. The same key while open is the same alert. */
  key: string
  severity: Severity
  title: string
  /** What changed, in a sentence. */
  what: string
  since: Date
  /** Where the report is: a path behind the project's name, such as `/runs/<id>`. */
  link: string
  /** The slug of a pipeline that trains again what this is about. */
  retrain?: string | undefined
}

/** In the transaction of what it tells of, before its audit. Returns the alert's id. */
export async function raise(tx: Queryable, raised: Raised): Promise<string> {
  const { projectId, key, ...told } = raised
  const { severity, title, what, link, retrain = null } = told
  const [fresh] = await tx
    .insert(alerts)
    .values({ ...raised, kind: kindOf(key) })
    .onConflictDoNothing({ target: [alerts.projectId, alerts.key], where: sql`settled_at is null` })
    .returning({ id: alerts.id })
  if (fresh) {
    await tx.insert(alertEvents).values({ alertId: fresh.id, kind: 'raised', detail: what })
    await plan(tx, { id: fresh.id, projectId, key, severity }, 'raised')
    await notify(tx, { project: projectId, topic: 'alert', id: fresh.id })
    return fresh.id
  }
  const isSame = and(eq(alerts.projectId, projectId), eq(alerts.key, key), isNull(alerts.settledAt))
  const [open] = await tx.select().from(alerts).where(isSame).for('update')
  // It was settled a moment ago, by somebody who has committed since: this one opens anew.
  if (!open) return await raise(tx, raised)
  const worse = severities.indexOf(severity) > severities.indexOf(open.severity)
  await tx
    .update(alerts)
    .set({
      ...{ title, what, link, retrain, count: open.count + 1, lastAt: new Date() },
      ...(worse && { severity, acknowledgedAt: null, acknowledgedBy: null }),
    })
    .where(eq(alerts.id, open.id))
  if (worse) await tx.insert(alertEvents).values({ alertId: open.id, kind: 'worse', detail: what })
  const about = { id: open.id, projectId, key, severity: worse ? severity : open.severity }
  if (worse) await plan(tx, about, 'worse')
  else if (!open.acknowledgedAt) await plan(tx, about, 'again')
  await notify(tx, { project: projectId, topic: 'alert', id: open.id })
  return open.id
}
