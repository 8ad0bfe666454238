import { fork } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Fault } from '#pipeline/fault.ts'
import type { AppOrder, AppWord } from './messages.ts'

interface InChild {
  /** The checkout, whose sources the child starts from. */
  root: string
  order: AppOrder
  seconds: number
  signal: AbortSignal
  onWord(word: AppWord): void
}

/**
 * What is asked of a Gradio app, in a child that is killed when it has done so, is told to stop or takes too long: what the
 * app says decides neither where we connect nor when we end. Faults: FORBIDDEN, UNAVAILABLE, LIMIT, CANCELLED.
 */
export async function inChild({ root, order, seconds, signal, onWord }: InChild): Promise<void> {
  if (signal.aborted) throw new Fault('CANCELLED', 'cancelled')
  const loader = join(/* turbopackIgnore: true */ root, 'node_modules', 'tsx', 'dist', 'loader.mjs')
  const entry = join(/* turbopackIgnore: true */ root, 'engines', 'apps', 'child', 'main.ts')
  const child = fork(entry, {
    cwd: root,
    execArgv: ['--max-old-space-size=512', '--import', pathToFileURL(loader).href],
    env: { NODE_ENV: 'production', PATH: process.env.PATH, TMPDIR: tmpdir() },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  let timer: NodeJS.Timeout | undefined
  let cancel = () => {}
  try {
    await new Promise<void>((resolve, reject) => {
      const late = () =>
        reject(
          new Fault('LIMIT', `the app took longer than ${seconds} s`, { hint: 'send fewer rows, or allow more time' }),
        )
      timer = setTimeout(late, seconds * 1000)
      cancel = () => reject(new Fault('CANCELLED', 'cancelled'))
      signal.addEventListener('abort', cancel)
      child.on('message', (word: AppWord) => {
        onWord(word)
        if ('fault' in word) reject(Fault.fromJSON(word.fault))
        else if ('done' in word) resolve()
      })
      const ended = (how: string) => reject(new Fault('UNAVAILABLE', `who asked the app stopped: ${how}`))
      child.on('exit', (code, how) => ended(how ?? `exit code ${code}`))
      child.on('error', (error) => ended(error.message))
      child.send(order, (error) => error && ended(error.message))
    })
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', cancel)
    child.kill('SIGKILL')
  }
}
