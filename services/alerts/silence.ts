import { and, eq, inArray, isNull, lt } from 'drizzle-orm'
import { z } from 'zod'
import { alertDeliveries, alertEvents, alertSilences, alerts } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'

export const silenceInput = z.object({
  /** What it is over: alerts of one key, or of one kind. */
  over: z.union([z.object({ key: z.string().min(1) }), z.object({ kind: z.string().min(1) })]),
  minutes: z
    .number()
    .int()
    .min(1)
    .max(60 * 24 * 90),
  reason: z.string().trim().min(1, 'say why, for whoever wonders').max(500),
})

/** No word of these is sent for a time; what is still so when it ends is told then. */
export async function silence(ctx: Context, input: z.input<typeof silenceInput>): Promise<{ id: string; until: Date }> {
  authorize(ctx, 'alert', 'write')
  const { over, minutes, reason } = parse(silenceInput, input)
  const { projectId, userId: by } = ctx.actor
  const until = new Date(Date.now() + minutes * 60_000)
  return await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .insert(alertSilences)
      .values({ projectId, ...over, reason, by, until })
      .returning({ id: alertSilences.id })
    const id = row?.id ?? ''
    const silenced = tx
      .select({ id: alerts.id })
      .from(alerts)
      .where(
        and(
          eq(alerts.projectId, projectId),
          isNull(alerts.settledAt),
          'key' in over ? eq(alerts.key, over.key) : eq(alerts.kind, over.kind),
        ),
      )
    await tx
      .update(alertDeliveries)
      .set({ dueAt: until })
      .where(
        and(
          inArray(alertDeliveries.alertId, silenced),
          eq(alertDeliveries.state, 'waiting'),
          lt(alertDeliveries.dueAt, until),
        ),
      )
    const told = await tx.select({ alertId: alerts.id }).from(alerts).where(inArray(alerts.id, silenced))
    if (told.length > 0)
      await tx
        .insert(alertEvents)
        .values(told.map((one) => ({ ...one, kind: 'silenced' as const, by, detail: reason })))
    await notify(tx, { project: projectId, topic: 'alert', id })
    await append(tx, ctx.actor, {
      ...{ action: 'silence', resource: 'alert', resourceId: id },
      detail: { ...over, until: until.toISOString(), reason },
    })
    return { id, until }
  })
}
