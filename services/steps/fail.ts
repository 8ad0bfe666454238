import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { type StepStatus, steps } from '#db/schema.ts'
import { faultCodes } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { endTraining } from '../runs/track-training.ts'
import { fence, lockStep } from './fence.ts'
import { isTerminal } from './terminal.ts'

const place = z.object({
  node: z.string().optional(),
  port: z.string().optional(),
  param: z.string().optional(),
  column: z.string().optional(),
  row: z.number().optional(),
})

export const faultData = z.object({
  code: z.enum(faultCodes),
  message: z.string(),
  at: place.optional(),
  hint: z.string().optional(),
})

export const failInput = z.object({
  runId: z.uuid(),
  node: z.string(),
  /** Of the attempt that failed. Without: the run itself gives the step up, whoever may still be at it. */
  token: z.uuid().optional(),
  fault: faultData,
})

/** Ends a step badly, once; `status` is how it has ended, which may be well, earlier. Faults: CONFLICT as in `finish`. */
export async function fail(ctx: Context, input: z.input<typeof failInput>): Promise<{ status: StepStatus }> {
  authorize(ctx, 'run', 'work')
  const { runId, node, token, fault } = parse(failInput, input)
  const { projectId } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    const step = await lockStep(tx, projectId, runId, node)
    if (token) fence(step, token, node)
    if (isTerminal(step.status)) return { status: step.status }
    const status: StepStatus = fault.code === 'CANCELLED' ? 'cancelled' : 'failed'
    await tx
      .update(steps)
      .set({
        status,
        endedAt: new Date(),
        fault: { ...fault, at: { node, ...fault.at } },
        ...(!token && { token: null }),
      })
      .where(and(eq(steps.runId, runId), eq(steps.node, node)))
    await endTraining(tx, runId, node)
    await notify(tx, { project: projectId, topic: 'run', run: runId, node })
    return { status }
  })
}
