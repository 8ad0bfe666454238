import { type ChildProcess, fork } from 'node:child_process'
import { setPriority, tmpdir } from 'node:os'
import { Fault } from '#pipeline/fault.ts'
import { childCode } from '../child-code.ts'
import type { JobName, Jobs, Limits, Order, Reply } from './requests.ts'

/** A process that runs DuckDB. It does one thing at a time. */
export interface Child {
  alive(): boolean
  /** Faults: what the engine said; UNAVAILABLE when the process ended first. */
  ask<K extends JobName>(job: K, request: Jobs[K]['request'], limits: Limits): Promise<Jobs[K]['answer']>
  kill(): void
}

const laterThanOthers = 10

/** Starts a child from the sources under `root`, with nothing of our environment that it could give away. */
export function startChild(root: string): Child {
  const child = fork(childCode(root, 'engines/tables/child/main.ts'), {
    cwd: root,
    execArgv: ['--max-semi-space-size=2'],
    env: { NODE_ENV: 'production', PATH: process.env.PATH, TMPDIR: tmpdir() },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  // Tables can wait: answers and the starting of runs go first where cores are short.
  if (child.pid) setPriority(child.pid, laterThanOthers)
  const stderr = lastWords(child)
  let settle: ((outcome: Reply | Fault) => void) | undefined
  const ended = (how: string) => {
    settle?.(
      new Fault('UNAVAILABLE', `the table engine stopped: ${how}`, {
        hint: 'the step is tried again; if it stops each time, it needs more memory',
        cause: stderr() || undefined,
      }),
    )
  }
  child.on('message', (reply: Reply) => settle?.(reply))
  child.on('exit', (code, signal) => ended(signal ?? `exit code ${code}`))
  child.on('error', (error) => ended(error.message))
  keepAwake(child, 'unref')

  const alive = () => child.connected && child.exitCode === null && child.signalCode === null
  return {
    alive,
    ask: async (job, request, limits) => {
      if (!alive()) throw new Fault('UNAVAILABLE', 'the table engine stopped: before it was asked')
      keepAwake(child, 'ref')
      try {
        const outcome = await new Promise<Reply | Fault>((resolve) => {
          settle = resolve
          child.send({ job, request, limits } as Order, (error) => error && ended(error.message))
        })
        if (outcome instanceof Fault) throw outcome
        if ('fault' in outcome) throw Fault.fromJSON(outcome.fault)
        return outcome.answer as Jobs[typeof job]['answer']
      } finally {
        settle = undefined
        keepAwake(child, 'unref')
      }
    },
    kill: () => void child.kill('SIGKILL'),
  }
}

/** An idle child must not keep our own process from ending. */
function keepAwake(child: ChildProcess, how: 'ref' | 'unref'): void {
  child[how]()
  child.channel?.[how]()
  const stderr = child.stderr as unknown as Record<'ref' | 'unref', () => void> | null
  stderr?.[how]()
}

function lastWords(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.on('data', (part: Buffer) => {
    text = (text + part.toString()).slice(-2000)
  })
  return () => text
}
