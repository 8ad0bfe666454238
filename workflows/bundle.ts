import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode } from '@temporalio/worker'

const require = createRequire(import.meta.url)
const workflowsPath = fileURLToPath(new URL('./all.ts', import.meta.url))

/** All that ends up in the bundle, so that a change of it makes another one. */
const sources = [
  './all.ts',
  './run-pipeline.ts',
  './fire-schedule.ts',
  './frontier.ts',
  './activities/failure.ts',
  '../pipeline/fault.ts',
]

/** The workflow code as one file, made when its sources have changed and kept in `folder`. */
export async function workflowBundle(folder: string): Promise<{ codePath: string }> {
  const codePath = join(folder, `workflows-${await fingerprint()}.js`)
  const present = await readdir(folder).catch(() => [])
  if (present.some((name) => join(folder, name) === codePath)) return { codePath }

  const { code } = await bundleWorkflowCode({ workflowsPath, logger: quiet })
  await mkdir(folder, { recursive: true })
  await writeFile(`${codePath}.${process.pid}`, code)
  await rename(`${codePath}.${process.pid}`, codePath)
  for (const name of present) if (/^workflows-.*\.js/.test(name)) await rm(join(folder, name), { force: true })
  return { codePath }
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update((require('@temporalio/worker/package.json') as { version: string }).version)
  for (const source of sources) hash.update(await readFile(new URL(source, import.meta.url)))
  return hash.digest('hex').slice(0, 16)
}

const ignore = () => undefined
const quiet = { log: ignore, trace: ignore, debug: ignore, info: ignore, warn: console.warn, error: console.error }
