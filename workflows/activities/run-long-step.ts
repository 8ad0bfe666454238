import type { Context as ActivityContext } from '@temporalio/activity'
import type { Kernels } from '#engines/kernels/kernels.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Context } from '#services/context.ts'
import type { Outcome } from '../frontier.ts'
import { failureOf } from './failure.ts'
import type { Leave } from './leave.ts'
import { noteKernel } from './left-behind.ts'
import { runBody } from './run-body.ts'
import { discard, runNode } from './run-node.ts'
import { type Held, takeOver } from './take-over.ts'

export interface LongStep extends Leave {
  runId: string
  node: string
  activity: ActivityContext
  kernels: Kernels
}

/** A step in a kernel. The heart beats only when the kernel was seen alive. */
export async function runLongStep(ctx: Context, { activity, kernels, ...step }: LongStep): Promise<Outcome> {
  const held = await takeOver(ctx, activity.info, step)
  const beat = () => activity.heartbeat({ ...held })
  try {
    return await runNode(ctx, {
      ...step,
      failures: held.failures,
      ...(held.folder && { folder: held.folder }),
      run: (work) => {
        held.folder = work.folder
        return runBody(work, {
          kernels,
          ...(held.kernel && { resume: held.kernel }),
          onAttempt: (kernel) => {
            held.kernel = kernel
            noteKernel(work.folder, { runId: step.runId, node: step.node, kernel })
            beat()
          },
          onAlive: beat,
        })
      },
    })
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'UNAVAILABLE') {
      // Without kernel and folder the next attempt starts anew.
      if (held.folder) await discard(held.folder)
      activity.heartbeat({ failures: held.failures + 1 } satisfies Held)
    }
    throw failureOf(thrown, held.failures + 1)
  }
}
