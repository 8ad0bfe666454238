import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { alertDeliveries, alerts } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { changed } from './changed.ts'
import { lockAlert } from './find.ts'

export const acknowledgeInput = z.object({ id: z.uuid(), note: z.string().trim().max(500).optional() })

/** Somebody looks after it: no word of it until it is over or worse. Faults: NOT_FOUND; CONFLICT when it is over. */
export async function acknowledge(ctx: Context, input: z.input<typeof acknowledgeInput>): Promise<void> {
  authorize(ctx, 'alert', 'write')
  const { id, note } = parse(acknowledgeInput, input)
  const { projectId, userId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const alert = await lockAlert(tx, projectId, id)
    if (alert.settledAt) throw new Fault('CONFLICT', `it is over already: ${alert.title}`)
    if (alert.acknowledgedAt) return
    await tx.update(alerts).set({ acknowledgedAt: new Date(), acknowledgedBy: userId }).where(eq(alerts.id, id))
    await tx
      .update(alertDeliveries)
      .set({ state: 'dropped' })
      .where(
        and(eq(alertDeliveries.alertId, id), eq(alertDeliveries.state, 'waiting'), eq(alertDeliveries.kind, 'again')),
      )
    await changed(tx, ctx.actor, { id, kind: 'acknowledged', detail: note })
  })
}
