import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { type RunStatus, runs, type StepStatus, steps } from '#db/schema.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { isTerminal } from '../steps/terminal.ts'
import { lock } from './find.ts'
import { reuse } from './reuse.ts'

export const beginInput = z.object({ runId: z.uuid() })

export interface BegunRun {
  status: RunStatus
  cancelRequested: boolean
  /** In topological order; all that the interpreter may know of a step. */
  steps: { node: string; needs: string[]; length: 'short' | 'long' }[]
  /** How steps ended in an earlier life of the workflow. */
  settled: Record<string, StepStatus>
}

/** The first thing that a workflow does, and with it all steps whose result is known; doing it again changes nothing. */
export async function begin(ctx: Context, input: z.input<typeof beginInput>): Promise<BegunRun> {
  authorize(ctx, 'run', 'work')
  const { runId } = parse(beginInput, input)
  const { projectId } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    const run = await lock(tx, projectId, runId)
    const starts = run.status === 'queued' && !run.cancelRequestedAt
    if (starts) {
      await tx.update(runs).set({ status: 'running', startedAt: new Date() }).where(eq(runs.id, runId))
      await notify(tx, { project: projectId, topic: 'run', run: runId })
    }
    if (!run.endedAt && !run.cancelRequestedAt) await reuse(ctx, tx, run)
    const rows = await tx.select({ node: steps.node, status: steps.status }).from(steps).where(eq(steps.runId, runId))
    return {
      status: starts ? 'running' : run.status,
      cancelRequested: run.cancelRequestedAt !== null,
      steps: run.plan.steps.map(({ node, inputs, length }) => ({
        node,
        needs: [...new Set(Object.values(inputs).map((from) => from.node))],
        length,
      })),
      settled: Object.fromEntries(rows.flatMap(({ node, status }) => (isTerminal(status) ? [[node, status]] : []))),
    }
  })
}
