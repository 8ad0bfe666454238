import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Connection } from '@temporalio/client'
import { temporalServerArguments } from '../temporal-server.ts'

export interface TestTemporal {
  address: string
  /** Ends the server, its data with it. */
  close(): Promise<void>
}

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

/** A Temporal server of the test's own, from the binary named by ESPALIER_TEMPORAL, with the product's settings and `more`. */
export async function testTemporal(more: string[] = []): Promise<TestTemporal> {
  const binary = process.env.ESPALIER_TEMPORAL
  if (!binary) throw new Error('ESPALIER_TEMPORAL must name the temporal binary')
  const folder = await mkdtemp(join(tmpdir(), 'espalier-temporal-'))
  const port = await freePort()
  const server = spawn(binary, [...temporalServerArguments({ port, file: join(folder, 'temporal.db') }), ...more], {
    stdio: 'ignore',
    env: { ...process.env, HOME: folder },
  })
  const address = `127.0.0.1:${port}`
  const ended = once(server, 'exit')
  const stop = () => server.kill('SIGKILL')
  process.once('exit', stop)
  while (!(await answers(address))) {
    if (server.exitCode !== null) throw new Error(`the Temporal server ended with ${server.exitCode}`)
    await pause(50)
  }
  return {
    address,
    close: async () => {
      process.off('exit', stop)
      stop()
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function answers(address: string): Promise<boolean> {
  const connection = Connection.lazy({ address })
  try {
    await connection.withDeadline(Date.now() + 1000, () =>
      connection.workflowService.describeNamespace({ namespace: 'default' }),
    )
    return true
  } catch {
    return false
  } finally {
    await connection.close()
  }
}
