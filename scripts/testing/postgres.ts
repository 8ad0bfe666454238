import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { freePort } from '../net/free-port.ts'
import { databaseUrl, makeCluster, serverCommand } from '../postgres/cluster.ts'
import { postgresReady } from '../postgres/ready.ts'

const password = 'test'

/** A throw-away Postgres for tests: not durable, gone when this process ends, however it ends. */
export async function startTestPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'espalier-postgres-'))
  await chmod(home, 0o711)
  const folder = join(home, 'data')
  await makeCluster({ folder, password, flags: ['--no-sync'] })
  const port = await freePort()
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']
  const { command, args, ...identity } = serverCommand({ folder, port, settings })
  const server = spawn(command, args, { ...identity, cwd: '/', stdio: 'ignore', detached: true })
  server.unref()
  const guard = endWithThisProcess(server.pid as number, home)
  const url = databaseUrl({ port, password, database: 'postgres' })
  await postgresReady(url, AbortSignal.timeout(60_000))
  return {
    url,
    stop: async () => {
      guard.ref()
      const ended = once(guard, 'exit')
      guard.stdin.end()
      await ended
    },
  }
}

/** A shell that waits for our end of its pipe to close, which happens even when we are killed. */
function endWithThisProcess(pid: number, folder: string) {
  const script = 'read -r _; kill -QUIT "$1"; while kill -0 "$1" 2>/dev/null; do sleep 0.05; done; rm -rf "$2"'
  const guard = spawn('sh', ['-c', script, 'sh', String(pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guard.unref()
  return guard
}

let own: ReturnType<typeof startTestPostgres> | undefined

export interface TestDatabase {
  url: string
  close(): Promise<void>
}

/** An empty database of its own for one test file, in the Postgres of this test run. */
export async function testDatabase(): Promise<TestDatabase> {
  const shared = process.env.ESPALIER_TEST_POSTGRES
  if (!shared) own ??= startTestPostgres()
  const adminUrl = shared ?? (await own)?.url
  if (!adminUrl) throw new Error('no Postgres')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(adminUrl, (sql) => sql`CREATE DATABASE ${sql(name)}`)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return { url: url.href, close: () => administer(adminUrl, (sql) => sql`DROP DATABASE ${sql(name)} WITH (FORCE)`) }
}

async function administer(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await work(sql)
  } finally {
    await sql.end()
  }
}
