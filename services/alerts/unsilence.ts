import { and, eq, gt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { alertSilences } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { wakeSender } from './wake-sender.ts'

export const unsilenceInput = z.object({ id: z.uuid() })

/** A silence ends now; what it held back is told. Faults: NOT_FOUND. */
export async function unsilence(ctx: Context, input: z.input<typeof unsilenceInput>): Promise<void> {
  authorize(ctx, 'alert', 'write')
  const { id } = parse(unsilenceInput, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const [ended] = await tx
      .update(alertSilences)
      .set({ until: new Date() })
      .where(and(eq(alertSilences.projectId, projectId), eq(alertSilences.id, id), gt(alertSilences.until, sql`now()`)))
      .returning()
    if (!ended) throw new Fault('NOT_FOUND', `no such silence: ${id}`)
    // Also what was tried before it began: the way there may be open again.
    await tx.execute(sql`update alert_deliveries d set due_at = coalesce((select max(s.until) from alert_silences s
        where s.project_id = alerts.project_id and s.id <> ${id} and s.until > now()
          and (s.key is null or s.key = alerts.key) and (s.kind is null or s.kind = alerts.kind)), now()) from alerts
      where alerts.id = d.alert_id and alerts.project_id = ${projectId} and d.state = 'waiting'
        and (${ended.key}::text is null or alerts.key = ${ended.key})
        and (${ended.kind}::text is null or alerts.kind = ${ended.kind})`)
    await tx.execute(sql`insert into alert_events (alert_id, kind, by) select id, 'unsilenced', ${ctx.actor.userId} from alerts
      where project_id = ${projectId} and settled_at is null
        and (${ended.key}::text is null or key = ${ended.key}) and (${ended.kind}::text is null or kind = ${ended.kind})`)
    await wakeSender(tx)
    await notify(tx, { project: projectId, topic: 'alert', id })
    await append(tx, ctx.actor, { action: 'unsilence', resource: 'alert', resourceId: id })
  })
}
