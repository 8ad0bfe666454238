import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync, statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { signalGroup } from './process-identity.ts'

/** A process of the platform: how to start it, how to know that it is ready, how to end it. */
export interface Part {
  name: string
  command: string
  args: string[]
  env: Record<string, string | undefined>
  uid?: number
  gid?: number
  /** Resolves when it can be used; asked again after each restart, with the new process. */
  ready(signal: AbortSignal, child: ChildProcess): Promise<void>
  stopSignal?: NodeJS.Signals
  /** Gives the process a channel to us, on which it may say that it is ready. */
  channel?: 'ipc'
  /** Ends by itself when nobody uses it; then it is not started again. */
  mayEnd?: true
}

export interface Supervised {
  name: string
  /** Resolves once it will not be started again. */
  ended: Promise<void>
  stop(): Promise<void>
}

export interface Supervision {
  log: string
  cwd: string
  /** Tells people of a crash, and of the return. */
  announce(text: string): void
  /** Gives up waiting for the first start. */
  signal: AbortSignal
  onPid(pid: number): void
}

const graceMs = 12_000
const firstDelayMs = 500
const longestDelayMs = 30_000
const steadyMs = 60_000

/** Starts a part and keeps it running until `stop`. Rejects when it ends before it was ready for the first time. */
export async function supervise(part: Part, { log, cwd, announce, signal, onPid }: Supervision): Promise<Supervised> {
  const stopping = new AbortController()
  let child: ChildProcess
  let crashes = 0

  const launch = () => {
    const file = openSync(log, 'a', 0o600)
    const { command, args, uid, gid, channel } = part
    // A group of its own: Ctrl-C in the terminal reaches only us, and whatever it starts is ended with it.
    const env = part.env as NodeJS.ProcessEnv
    const stdio = ['ignore', file, file, ...(channel ? [channel] : [])] satisfies StdioOptions
    const started = spawn(command, args, { cwd, env, uid, gid, detached: true, stdio })
    closeSync(file)
    if (started.pid) onPid(started.pid)
    const ended = once(started, 'exit').then(([code, signal]) => `${signal ?? `exit ${code}`}`)
    return { started, ended: Promise.race([ended, once(started, 'error').then(([error]) => String(error))]) }
  }

  const watch = async (ended: Promise<string>, since: number): Promise<void> => {
    const why = await ended
    if (child.pid) signalGroup(child.pid, 'SIGKILL')
    if (stopping.signal.aborted || (part.mayEnd && why === 'exit 0')) return
    crashes = Date.now() - since > steadyMs ? 1 : crashes + 1
    const delay = Math.min(longestDelayMs, firstDelayMs * 2 ** (crashes - 1))
    announce(`${part.name} stopped (${why}); starting it again in ${delay / 1000} s. Log: ${log}`)
    await pause(delay, undefined, { signal: stopping.signal }).catch(() => {})
    if (stopping.signal.aborted) return
    const next = launch()
    child = next.started
    const unready = new AbortController()
    next.ended.then(() => unready.abort())
    part
      .ready(AbortSignal.any([unready.signal, stopping.signal]), next.started)
      .then(() => announce(`${part.name} is back`))
      .catch(() => {})
    return watch(next.ended, Date.now())
  }

  const from = sizeOf(log)
  const first = launch()
  child = first.started
  const unready = new AbortController()
  const died = first.ended.then((why) => {
    unready.abort()
    throw new Error(`${part.name} did not start (${why}).\n${tailOf(log, from)}\nLog: ${log}`)
  })
  try {
    await Promise.race([part.ready(AbortSignal.any([unready.signal, signal]), first.started), died])
  } catch (error) {
    await end(child, 'SIGTERM')
    throw error
  } finally {
    died.catch(() => {})
  }
  const watching = watch(first.ended, Date.now())

  return {
    name: part.name,
    ended: watching,
    stop: async () => {
      stopping.abort()
      await end(child, part.stopSignal ?? 'SIGTERM')
      await watching
    },
  }
}

/** Asks the process to end, then ends its whole group. */
async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const pid = child.pid
  if (pid === undefined) return
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit')
    child.kill(signal)
    const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs)
    await ended
    clearTimeout(timer)
  }
  signalGroup(pid, 'SIGKILL')
}

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0

const tailOf = (path: string, from: number) => readFileSync(path).subarray(from).toString('utf8').slice(-2000).trim()
