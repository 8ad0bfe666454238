import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../scripts/net/free-port.ts'
import { databaseUrl, makeCluster, serverCommand } from '../scripts/postgres/cluster.ts'
import { postgresReady } from '../scripts/postgres/ready.ts'

/** A Postgres with its default, durable commits (the one of the tests would flatter everybody who uses it) and room for two databases in its memory. `keep`: where it stays. */
export async function durablePostgres({ keep }: { keep?: string | undefined } = {}): Promise<{
  url: string
  close(): Promise<void>
}> {
  const home = keep ?? (await mkdtemp(join(tmpdir(), 'espalier-bench-')))
  await mkdir(home, { recursive: true })
  await chmod(home, 0o711)
  const [folder, password, port] = [join(home, 'data'), 'bench', await freePort()]
  await makeCluster({ folder, password })
  const { command, args, ...identity } = serverCommand({
    folder,
    port,
    settings: ['max_connections=100', 'shared_buffers=512MB'],
  })
  const server = spawn(command, args, { ...identity, cwd: '/', stdio: 'ignore' })
  const ended = once(server, 'exit')
  const stop = () => server.kill('SIGQUIT')
  process.once('exit', stop)
  const url = databaseUrl({ port, password, database: 'postgres' })
  await postgresReady(url, AbortSignal.timeout(60_000))
  return {
    url,
    close: async () => {
      process.off('exit', stop)
      server.kill('SIGINT')
      await ended
      if (!keep) await rm(home, { recursive: true, force: true })
    },
  }
}
