import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from '../paths.mjs'
import { type Identity, isAlive } from '../start/process-identity.ts'
import { readServerFile } from '../start/server-file.ts'

/** Those that a home's register names, but JupyterLab, which runs only when somebody asks. */
export const parts = ['postgres', 'temporal', 'jupyter', 'worker', 'protocols', 'web'] as const
export type PartName = (typeof parts)[number]

export interface Stack {
  url: string
  apiUrl: string
  token: string
  databaseUrl: string
  /** As `kill -9` does; false for one that is down already. */
  kill(part: PartName): boolean
  /** What was kept of it goes too, but its logs where somebody will want them. */
  stop(logs?: 'keep'): Promise<void>
}

/** `npm start` as a user would, in a home of its own, which goes when all is over. */
export async function startStack(say: (text: string) => void): Promise<Stack> {
  const home = await mkdtemp(join(tmpdir(), 'espalier-chaos-'))
  const given = { DATABASE_URL: '', TEMPORAL_ADDRESS: '', JUPYTER_URL: '' }
  const child = spawn('node', ['scripts/start.mjs', '--no-open', '--home', home], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...given },
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const stop = async (logs?: 'keep') => {
    child.kill('SIGINT')
    await ended
    if (logs) await cp(join(home, 'logs'), join(root, 'test-results', 'chaos-logs'), { recursive: true, force: true })
    await rm(home, { recursive: true, force: true })
  }
  const up = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      say(line)
      if (line.startsWith('Espalier is running')) resolve()
    })
    ended.then((code) => reject(new Error(`npm start ended before it was up: ${code}`)))
  })
  await up.catch(async (thrown) => {
    await stop()
    throw thrown
  })
  const server = readServerFile(home)
  if (!server) throw new Error('there is no server.json')
  const read = <T>(file: string): T => JSON.parse(readFileSync(join(home, file), 'utf8'))
  return {
    ...server,
    databaseUrl: read<{ databaseUrl: string }>('secrets.json').databaseUrl,
    kill: (part) => {
      const { children } = read<{ children: Record<string, Identity> }>('processes.json')
      const known = children[part]
      if (!known || !isAlive(known)) return false
      process.kill(known.pid, 'SIGKILL')
      return true
    },
    stop,
  }
}
