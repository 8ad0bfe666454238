import { Fault } from '#pipeline/fault.ts'
import type { Client, Run } from './client.ts'

const patienceMs = 60_000
const ended: Record<Run['status'], boolean> = {
  queued: false,
  running: false,
  done: true,
  failed: true,
  cancelled: true,
}

/** Follows a run to its end, told of each change by the platform. Faults: UNAVAILABLE when it is away for a minute. */
export function followRun(client: Client, id: string, onChange: (run: Run) => void): Promise<Run> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined
    const close = (settle: () => void) => {
      clearTimeout(timer)
      subscription.unsubscribe()
      settle()
    }
    const away = () => {
      timer ??= setTimeout(() => {
        const hint = `the run goes on; look again with: espalier run show ${id}`
        close(() => reject(new Fault('UNAVAILABLE', 'the platform has stopped answering', { hint })))
      }, patienceMs)
    }
    const subscription = client.runs.watch.subscribe(
      { id },
      {
        onData: (run) => {
          clearTimeout(timer)
          timer = undefined
          onChange(run)
          if (ended[run.status]) close(() => resolve(run))
        },
        onError: (error) => close(() => reject(error)),
        onConnectionStateChange: ({ state, error }) => {
          if (state === 'connecting' && error) away()
        },
      },
    )
  })
}
