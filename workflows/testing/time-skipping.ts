import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Client, Connection } from '@temporalio/client'
import { NativeConnection, Worker } from '@temporalio/worker'
import { workflowBundle } from '../bundle.ts'
import { freePort } from './temporal.ts'
import { bundleFolder } from './worker.ts'

export interface TimeSkipping {
  client: Client
  /** Our workflows with activities of the test's own, while `work` goes on: where all wait, time passes at once. */
  during<T>(activities: object, work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Temporal's test server, from the binary named by ESPALIER_TIME_SKIPPING. */
export async function timeSkipping(): Promise<TimeSkipping> {
  const binary = process.env.ESPALIER_TIME_SKIPPING
  if (!binary) throw new Error("ESPALIER_TIME_SKIPPING must name Temporal's test server")
  const port = await freePort()
  const server = spawn(binary, [String(port), '--enable-time-skipping'], { stdio: 'ignore' })
  const ended = once(server, 'exit')
  const stop = () => server.kill('SIGKILL')
  process.once('exit', stop)
  const address = `127.0.0.1:${port}`
  const native = await reached(() => NativeConnection.connect({ address }))
  const connection = await Connection.connect({ address })
  return {
    client: new Client({ connection }),
    during: async (activities, work) => {
      const worker = await Worker.create({
        ...{ connection: native, taskQueue: 'espalier', workflowBundle: await workflowBundle(bundleFolder) },
        activities,
      })
      return await worker.runUntil(work)
    },
    close: async () => {
      await Promise.all([connection.close(), native.close()])
      process.off('exit', stop)
      stop()
      await ended
    },
  }
}

async function reached<T>(connect: () => Promise<T>, tries = 200): Promise<T> {
  try {
    return await connect()
  } catch (error) {
    if (tries === 0) throw error
    await pause(50)
    return await reached(connect, tries - 1)
  }
}
