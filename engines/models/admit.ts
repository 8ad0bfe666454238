import { fork } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Fault, type FaultData } from '#pipeline/fault.ts'

const mostBytes = 512 * 1024 * 1024
const deadlineMs = 30_000

/** Loads a model file once where it can harm nothing: a child with a deadline, an empty folder and no environment. */
export async function admit(root: string, path: string): Promise<void> {
  const { size } = await stat(path)
  if (size > mostBytes)
    throw new Fault('LIMIT', `the model is too large: ${size} bytes`, { hint: `at most ${mostBytes}` })
  const cwd = await mkdtemp(join(tmpdir(), 'espalier-admit-'))
  try {
    await load(root, path, cwd)
  } finally {
    await rm(cwd, { recursive: true, force: true })
  }
}

function load(root: string, path: string, cwd: string): Promise<void> {
  const loader = join(/* turbopackIgnore: true */ root, 'node_modules', 'tsx', 'dist', 'loader.mjs')
  const entry = join(/* turbopackIgnore: true */ root, 'engines', 'models', 'child', 'admit.ts')
  const child = fork(entry, {
    cwd,
    execArgv: ['--import', pathToFileURL(loader).href],
    env: { NODE_ENV: 'production', TMPDIR: cwd },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  return new Promise<void>((resolve, reject) => {
    const slow = () => reject(new Fault('LIMIT', `the model takes too long to load: more than ${deadlineMs / 1000} s`))
    const timer = setTimeout(slow, deadlineMs)
    child.on('message', ({ fault }: { fault?: FaultData }) => (fault ? reject(Fault.fromJSON(fault)) : resolve()))
    child.on('error', reject)
    child.on('exit', () => {
      clearTimeout(timer)
      reject(new Fault('BAD_DATA', 'the model cannot be loaded: the engine crashed over it'))
    })
    child.send(path)
  }).finally(() => child.kill('SIGKILL'))
}
