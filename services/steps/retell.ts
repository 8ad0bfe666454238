import { and, eq, gte, ne } from 'drizzle-orm'
import { z } from 'zod'
import { stepLogs } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { fence, lockStep } from './fence.ts'
import { line, storable } from './report.ts'

export const retellInput = z.object({
  runId: z.uuid(),
  node: z.string(),
  token: z.uuid(),
  /** The attempt that began what this one has taken up. */
  since: z.number().int().min(1),
  logs: z.array(line),
})

/** Everything printed so far, instead of what was heard of it: some was not, and some would come twice. Faults: CONFLICT as in `finish`. */
export async function retell(ctx: Context, input: z.input<typeof retellInput>): Promise<void> {
  authorize(ctx, 'run', 'work')
  const { runId, node, token, since, logs } = parse(retellInput, input)
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    const step = await lockStep(tx, projectId, runId, node)
    fence(step, token, node)
    const { attempt } = step
    const printed = [gte(stepLogs.attempt, since), ne(stepLogs.stream, 'system')]
    await tx.delete(stepLogs).where(and(eq(stepLogs.runId, runId), eq(stepLogs.node, node), ...printed))
    if (logs.length > 0)
      await tx
        .insert(stepLogs)
        .values(logs.map(({ stream, text }) => ({ runId, node, attempt, stream, text: storable(text) })))
    await notify(tx, { project: projectId, topic: 'run', run: runId, node })
  })
}
