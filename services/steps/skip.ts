import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { steps } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { find } from '../runs/find.ts'

export const skipInput = z.object({
  runId: z.uuid(),
  nodes: z.array(z.string()),
  /** The node whose end makes these impossible. */
  because: z.string().optional(),
})

/** Steps that never begin, because one before them did not end well, or because the run was cancelled. */
export async function skip(ctx: Context, input: z.input<typeof skipInput>): Promise<void> {
  authorize(ctx, 'run', 'work')
  const { runId, nodes, because } = parse(skipInput, input)
  if (nodes.length === 0) return
  await ctx.db.transaction(async (tx) => {
    const { cancelRequestedAt } = await find(tx, ctx.actor.projectId, runId)
    const status = cancelRequestedAt ? ('cancelled' as const) : ('skipped' as const)
    await tx
      .update(steps)
      .set({ status, endedAt: new Date(), ...(because && { message: `after ${because}` }) })
      .where(and(eq(steps.runId, runId), inArray(steps.node, nodes), eq(steps.status, 'queued')))
    await notify(tx, { project: ctx.actor.projectId, topic: 'run', run: runId })
  })
}
