import type { Context as ActivityContext } from '@temporalio/activity'
import { ApplicationFailure, CancelledFailure } from '@temporalio/common'

export interface Leave {
  /** Aborts when somebody wants the step stopped. */
  signal: AbortSignal
  /** Rejects when another process is to carry on: then nothing may be stopped or tidied up. */
  released: Promise<never>
}

/** The ways in which an activity may have to leave a step. `cancelled`: the record's word, which may be before Temporal's. */
export function leave({ cancellationSignal }: ActivityContext, cancelled: AbortSignal): Leave {
  const stop = new AbortController()
  const released = new Promise<never>((_, reject) => {
    const onAbort = () => {
      const { reason } = cancellationSignal
      // All other reasons (a shutdown, a heartbeat that came too late) mean that the step goes on elsewhere.
      if (reason instanceof CancelledFailure && reason.message === 'CANCELLED') stop.abort()
      else
        reject(
          ApplicationFailure.create({ message: 'another worker is to carry on', type: 'Released', category: 'BENIGN' }),
        )
    }
    if (cancellationSignal.aborted) onAbort()
    else cancellationSignal.addEventListener('abort', onAbort, { once: true })
  })
  released.catch(() => undefined)
  return { signal: AbortSignal.any([stop.signal, cancelled]), released }
}
