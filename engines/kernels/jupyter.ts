import { randomUUID } from 'node:crypto'
import { KernelAPIClient } from '@jupyterlab/services/lib/kernel/restapi.js'
import { SessionAPIClient } from '@jupyterlab/services/lib/session/restapi.js'
import { Fault } from '#pipeline/fault.ts'
import { serverSettings } from './connection.ts'
import type { KernelAttempt } from './kernels.ts'
import { connectKernel, type LiveKernel, type Patience } from './live-kernel.ts'

/** Sessions carry this as their type, so that a sweep of a shared server leaves people's notebooks alone. */
const ours = 'espalier'

export interface JupyterOptions {
  baseUrl: string
  token: string
  patience: Patience
}

export interface Jupyter {
  start(): Promise<LiveKernel>
  /** The kernel of an earlier attempt, or nothing when it lives no more. */
  find(attempt: KernelAttempt): Promise<LiveKernel | undefined>
  interrupt(kernel: LiveKernel): Promise<void>
  /** Ends a kernel, however it resists. */
  retire(kernel: LiveKernel): Promise<void>
  /** Ends kernels of ours that nobody is connected to. */
  sweep(inUse: ReadonlySet<string>): Promise<void>
}

const unreachable = (cause: unknown) =>
  new Fault('UNAVAILABLE', `the Jupyter server does not start or find kernels: ${Fault.of(cause).message}`, {
    hint: 'see that the Jupyter server runs and that its token is right',
    cause,
  })

export const connectJupyter = ({ baseUrl, token, patience }: JupyterOptions): Jupyter => {
  const settings = serverSettings({ baseUrl, token })
  const kernels = new KernelAPIClient({ serverSettings: settings })
  const sessions = new SessionAPIClient({ serverSettings: settings })

  return {
    start: async () => {
      const request = { path: randomUUID(), type: ours, name: ours, kernel: {} }
      const session = await sessions.startNew(request).catch((cause) => {
        throw unreachable(cause)
      })
      if (!session.kernel) throw unreachable('a session without a kernel')
      return connectKernel(settings, patience, session.kernel, randomUUID())
    },

    find: async ({ kernelId, clientId }) => {
      const model = await kernels.getModel(kernelId).catch((cause) => {
        throw unreachable(cause)
      })
      const gone = !model || ['dead', 'restarting', 'autorestarting'].includes(model.execution_state ?? '')
      return gone ? undefined : connectKernel(settings, patience, model, clientId)
    },

    interrupt: ({ id }) => kernels.interrupt(id),

    retire: async (kernel) => {
      kernel.dispose()
      // A server that is gone takes its kernels along; a kernel that is gone is what was wanted.
      await kernels.shutdown(kernel.id).catch(() => undefined)
    },

    sweep: async (inUse) => {
      const before = Date.now() - patience.orphan
      const orphans = (await sessions.listRunning()).filter(
        ({ type, kernel }) =>
          type === ours &&
          kernel &&
          !inUse.has(kernel.id) &&
          kernel.connections === 0 &&
          Date.parse(kernel.last_activity ?? '') < before,
      )
      await Promise.allSettled(orphans.map(({ kernel }) => kernels.shutdown(kernel?.id ?? '')))
    },
  }
}
