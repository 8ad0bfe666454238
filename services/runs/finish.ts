import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { type RunStatus, steps } from '#db/schema.ts'
import type { FaultData } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { tellOutcome } from '../monitors/tell-outcome.ts'
import { parse } from '../parse.ts'
import { tellOfRun } from '../schedules/tell-of-run.ts'
import { faultData } from '../steps/fail.ts'
import { hasEnded } from '../steps/terminal.ts'
import { tellOfFiredRun } from '../triggers/tell-of-run.ts'
import { close, type End } from './close.ts'
import { lock, type RunRow } from './find.ts'

export const finishInput = z.object({
  runId: z.uuid(),
  /** Why the run itself ended early, where no step says it. */
  fault: faultData.optional(),
})

/**
 * Derives how a run ended from how its steps ended, once: whoever comes later is told. Steps that are still open are
 * closed with it, so that no late attempt can change anything.
 */
export async function finish(ctx: Context, input: z.input<typeof finishInput>): Promise<{ status: RunStatus }> {
  authorize(ctx, 'run', 'work')
  const { runId, fault } = parse(finishInput, input)
  const { projectId } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    const run = await lock(tx, projectId, runId)
    if (hasEnded(run.status)) return { status: run.status }
    const end = await derive(tx, run, fault)
    await close(tx, runId, end)
    await tellOutcome(tx, ctx.store, run, end)
    await notify(tx, { project: projectId, topic: 'run', run: runId })
    await tellOfRun(tx, { projectId, runId }, end)
    await tellOfFiredRun(tx, { projectId, runId }, end)
    await append(tx, ctx.actor, { action: 'finish', resource: 'run', resourceId: runId, detail: { ...end } })
    return { status: end.status }
  })
}

async function derive(tx: Queryable, run: RunRow, given: FaultData | undefined): Promise<End> {
  const rows = await tx
    .select({ node: steps.node, status: steps.status, fault: steps.fault, endedAt: steps.endedAt })
    .from(steps)
    .where(eq(steps.runId, run.id))
    .for('update')
  const ended = rows.sort((a, b) => (a.endedAt?.getTime() ?? 0) - (b.endedAt?.getTime() ?? 0))
  const failed = ended.find(({ status }) => status === 'failed')
  if (failed) return { status: 'failed', fault: failed.fault }
  if (ended.every(({ status }) => status === 'done' || status === 'reused')) return { status: 'done', fault: null }
  const cancelled =
    run.cancelRequestedAt || given?.code === 'CANCELLED' || ended.some((row) => row.status === 'cancelled')
  if (cancelled) return { status: 'cancelled', fault: null }
  const lost: FaultData = { code: 'INTERNAL', message: 'the run ended before all of its steps', hint: 'run it again' }
  return { status: 'failed', fault: given ?? lost }
}
