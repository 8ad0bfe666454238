import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { databaseUrl, makeCluster, serverCommand } from '../../postgres/cluster.ts'
import { postgresReady } from '../../postgres/ready.ts'
import type { Part } from '../supervise.ts'

/** The embedded Postgres of a home. */
export async function postgresPart({ home, port, password }: { home: string; port: number; password: string }) {
  const folder = join(home, 'postgres')
  await mkdir(home, { recursive: true })
  await makeCluster({ folder, password })
  const url = databaseUrl({ port, password, database: 'postgres' })
  const part: Part = {
    name: 'Postgres',
    ...serverCommand({ folder, port, settings: ['max_connections=200', 'shared_buffers=64MB'] }),
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    ready: (signal) => postgresReady(url, signal),
    // Fast: ends sessions, keeps every commit. The default signal would wait for all clients.
    stopSignal: 'SIGINT',
  }
  return { part, url }
}
