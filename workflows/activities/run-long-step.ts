import type { Context as ActivityContext } from '@temporalio/activity'
import type { KernelAttempt, Kernels } from '#engines/kernels/kernels.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Context } from '#services/context.ts'
import type { Outcome } from '../frontier.ts'
import { failureOf } from './failure.ts'
import type { Leave } from './leave.ts'
import { findLeftBehind, noteKernel } from './left-behind.ts'
import { runBody } from './run-body.ts'
import { discard, runNode } from './run-node.ts'

/** What a heartbeat carries, for the worker that takes over. */
interface Held {
  failures: number
  folder?: string
  kernel?: KernelAttempt
}

export interface LongStep extends Leave {
  runId: string
  node: string
  activity: ActivityContext
  kernels: Kernels
}

/** A step in a kernel. The heart beats only when the kernel was seen alive. */
export async function runLongStep(ctx: Context, { activity, kernels, ...step }: LongStep): Promise<Outcome> {
  const held: Held = (activity.info.heartbeatDetails as Held | undefined) ?? { failures: 0 }
  // Of a kernel that had only just begun the last heartbeat may not tell yet.
  if (!held.kernel && activity.info.attempt > 1) Object.assign(held, await findLeftBehind(ctx, step))
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
