import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { request } from '@playwright/test'
import { alertSecret } from './alert-receiver.ts'
import { session } from './sign-in.ts'

const root = join(import.meta.dirname, '..')

/** Runs `npm start` as a user would, in a state folder of its own; returns what stops it. */
export default async function startPlatform() {
  const folder = await mkdtemp(join(tmpdir(), 'espalier-e2e-'))
  const clear = () => rm(folder, { recursive: true, force: true })
  const [home, temporary] = [join(folder, 'home'), join(folder, 'tmp')]
  await mkdir(temporary)
  // What journeys and the platform leave in the folder for temporary files goes with the rest.
  process.env.TMPDIR = temporary
  const platform = spawn('node', ['scripts/start.mjs', '--no-open', '--home', home], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...{ ...process.env, DATABASE_URL: '', TEMPORAL_ADDRESS: '', JUPYTER_URL: '' },
      // Alerts go to a receiver of the journey itself, which is on this machine.
      ESPALIER_ALERT_SECRETS: JSON.stringify({ receiver: alertSecret }),
      ESPALIER_ALLOWED_ADDRESSES: '127.0.0.1',
    },
  })
  const ended = new Promise((resolve) => platform.once('exit', resolve))
  const stop = async () => {
    platform.kill('SIGINT')
    await ended
    await clear()
  }
  process.env.ESPALIER_HOME = home
  try {
    process.env.ESPALIER_E2E_URL = await signedIn(await signInLink(platform))
    return stop
  } catch (thrown) {
    await stop()
    throw thrown
  }
}

/** Uses the link up, once for all journeys; tells the address of the welcome page that it leads to. */
async function signedIn(link: string): Promise<string> {
  const browser = await request.newContext()
  const welcome = await browser.get(link)
  await browser.storageState({ path: session })
  await browser.dispose()
  return welcome.url()
}

function signInLink(platform: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!platform.stdout) throw new Error('npm start has no output')
    createInterface({ input: platform.stdout }).on('line', (line) => {
      process.stdout.write(`${line}\n`)
      const link = /https?:\/\/\S+\/sign-in\/link\?token=\S+/.exec(line)?.[0]
      if (link) resolve(link)
    })
    platform.once('exit', (code) => reject(new Error(`npm start ended before it was up, with code ${code}`)))
  })
}
