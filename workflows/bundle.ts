import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const require = createRequire(import.meta.url)
const maker = fileURLToPath(new URL('./make-bundle.ts', import.meta.url))

/** All that ends up in the bundle, so that a change of it makes another one. */
const sources = [
  './all.ts',
  './run-pipeline.ts',
  './fire-schedule.ts',
  './triggers/fire-trigger.ts',
  './triggers/look-for-trigger.ts',
  './lead-release.ts',
  './frontier.ts',
  './activities/failure.ts',
  '../pipeline/fault.ts',
]

/** The workflow code as one file, made when its sources have changed and kept in `folder`. */
export async function workflowBundle(folder: string): Promise<{ codePath: string }> {
  const codePath = join(folder, `workflows-${await fingerprint()}.js`)
  const present = await readdir(folder).catch(() => [])
  if (present.some((name) => join(folder, name) === codePath)) return { codePath }

  await mkdir(folder, { recursive: true })
  const draft = `${codePath}.${process.pid}`
  // In a process of its own: a worker would keep the hundred megabytes that bundling takes for as long as it lives.
  await promisify(execFile)(process.execPath, ['--import', require.resolve('tsx'), maker, draft])
  await rename(draft, codePath)
  for (const name of present) if (/^workflows-.*\.js/.test(name)) await rm(join(folder, name), { force: true })
  return { codePath }
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update((require('@temporalio/worker/package.json') as { version: string }).version)
  for (const source of sources) hash.update(await readFile(new URL(source, import.meta.url)))
  return hash.digest('hex').slice(0, 16)
}
