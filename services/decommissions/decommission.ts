import { z } from 'zod'
import { decommissions } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { decommissionable, findDecommissionable } from './subject.ts'

export const decommissionInput = z.object({
  what: decommissionable,
  /** From then on it does not answer; one that is past means at once. */
  at: z.coerce.date(),
  reason: z.string().trim().min(1, 'say why').max(2000),
})

/** Callers are warned until the date, and refused from then on; nothing new is routed to it. Faults: NOT_FOUND. */
export async function decommission(ctx: Context, input: z.input<typeof decommissionInput>): Promise<void> {
  authorize(ctx, 'endpoint', 'decommission')
  const { what, at: sunsetAt, reason } = parse(decommissionInput, input)
  const { projectId, userId: announcedBy } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const { key, event, resource } = await findDecommissionable(tx, projectId, what)
    const announced = { sunsetAt, reason, announcedBy }
    await tx
      .insert(decommissions)
      .values({ ...key, ...announced })
      .onConflictDoUpdate({
        target: 'versionId' in key ? decommissions.versionId : decommissions.endpointId,
        set: announced,
      })
    await notify(tx, { project: projectId, ...event })
    const detail = { ...what, at: sunsetAt.toISOString(), reason }
    await append(tx, ctx.actor, { action: 'decommission', ...resource, detail })
  })
}
