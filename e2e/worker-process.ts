import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Process {
  pid: number
  parent: number
  command: string
}

/** Kills the worker of the platform under test as `kill -9` does; tells its process id. */
export function killWorker(): number {
  const home = process.env.ESPALIER_HOME ?? ''
  const { pid } = JSON.parse(readFileSync(join(home, 'server.json'), 'utf8')) as { pid: number }
  const worker = processes().find(({ parent, command }) => parent === pid && command.includes('workflows/worker.ts'))
  if (!worker) throw new Error('the worker is not running')
  process.kill(worker.pid, 'SIGKILL')
  return worker.pid
}

const processes = (): Process[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => {
      const [pid, parent, ...command] = line.trim().split(/\s+/)
      return { pid: Number(pid), parent: Number(parent), command: command.join(' ') }
    })
