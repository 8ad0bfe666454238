import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { type RunStatus, runs } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { wish } from '../outbox/wish.ts'
import { parse } from '../parse.ts'
import { hasEnded } from '../steps/terminal.ts'
import { runId } from '../tracking/fields.ts'
import { close } from './close.ts'
import { lock } from './find.ts'

export const cancelInput = z.object({ id: runId })

/** Asks a run to stop; one that waits in the queue is cancelled at once. Asking again, or too late, changes nothing. */
export async function cancel(ctx: Context, input: z.input<typeof cancelInput>): Promise<{ status: RunStatus }> {
  authorize(ctx, 'run', 'cancel')
  const { id } = parse(cancelInput, input)
  const { projectId } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    const run = await lock(tx, projectId, id)
    if (hasEnded(run.status) || run.cancelRequestedAt) return { status: run.status }
    await tx.update(runs).set({ cancelRequestedAt: new Date() }).where(eq(runs.id, id))
    const queued = run.status === 'queued'
    if (queued) await close(tx, id, { status: 'cancelled', fault: null })
    await wish(tx, { kind: 'cancel-run', runId: id })
    await notify(tx, { project: projectId, topic: 'run', run: id })
    await append(tx, ctx.actor, { action: 'cancel', resource: 'run', resourceId: id })
    return { status: queued ? 'cancelled' : run.status }
  })
}
