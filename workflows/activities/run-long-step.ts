import type { Context as ActivityContext } from '@temporalio/activity'
import { ApplicationFailure } from '@temporalio/common'
import type { KernelAttempt, Kernels } from '#engines/kernels/kernels.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Context } from '#services/context.ts'
import type { Outcome } from '../frontier.ts'
import { failureOf } from './failure.ts'
import { runBody } from './run-body.ts'
import { discard, runNode } from './run-node.ts'

/** What a heartbeat carries, for the worker that takes over. */
interface Held {
  failures: number
  folder?: string
  kernel?: KernelAttempt
}

/** Thrown, not a fault: this process lets go of a step that goes on without it. */
const released = () => ApplicationFailure.retryable('another worker is to carry on', 'Released')

/** A step in a kernel. The heart beats only when the kernel was seen alive. */
export async function runLongStep(
  ctx: Context,
  kernels: Kernels,
  { runId, node }: { runId: string; node: string },
  activity: ActivityContext,
): Promise<Outcome> {
  const held: Held = (activity.info.heartbeatDetails as Held | undefined) ?? { failures: 0 }
  const beat = () => activity.heartbeat({ ...held })
  const stop = new AbortController()
  const letGo = new Promise<never>((_, reject) => {
    // Only a wish to cancel may stop the kernel: after a shutdown or a lost heartbeat another worker relies on it.
    const onAbort = () => (activity.cancellationDetails?.cancelRequested ? stop.abort() : reject(released()))
    if (activity.cancellationSignal.aborted) onAbort()
    else activity.cancellationSignal.addEventListener('abort', onAbort, { once: true })
  })
  letGo.catch(() => undefined)

  try {
    return await runNode(ctx, {
      runId,
      node,
      failures: held.failures,
      signal: stop.signal,
      released: letGo,
      ...(held.folder && { folder: held.folder }),
      run: (work) => {
        held.folder = work.folder
        return runBody(work, {
          kernels,
          ...(held.kernel && { resume: held.kernel }),
          onAttempt: (kernel) => {
            held.kernel = kernel
            beat()
          },
          onAlive: beat,
        })
      },
    })
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'UNAVAILABLE') {
      if (held.folder) await discard(held.folder)
      activity.heartbeat({ failures: held.failures + 1 } satisfies Held)
    }
    throw failureOf(thrown, held.failures + 1)
  }
}
