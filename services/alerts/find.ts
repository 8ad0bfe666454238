import { and, eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { alerts } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'

export type AlertRow = typeof alerts.$inferSelect

/** Nobody else changes it until the transaction ends. Faults: NOT_FOUND, also for an alert of another project. */
export async function lockAlert(tx: Queryable, projectId: string, id: string): Promise<AlertRow> {
  const [row] = await tx
    .select()
    .from(alerts)
    .where(and(eq(alerts.projectId, projectId), eq(alerts.id, id)))
    .for('update')
  if (!row) throw new Fault('NOT_FOUND', `no such alert: ${id}`)
  return row
}
