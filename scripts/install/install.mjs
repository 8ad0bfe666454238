import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { installNpmPackages } from './npm-packages.mjs'
import { installPython } from './python.mjs'
import { installTemporal } from './temporal.mjs'
import { buildWeb } from './web-build.mjs'

/** Installs and builds what is missing, side by side; tells where Python and Temporal are (not when others' are used). */
export async function install({ home, progress }) {
  const logs = join(home, 'logs')
  await mkdir(logs, { recursive: true, mode: 0o700 })
  const part = (name, work, options = {}) => progress.part(name, (say) => work({ ...options, logs, say }))

  const parts = {
    web: part('npm packages', installNpmPackages).then(() => part('web pages', buildWeb)),
    python: process.env.JUPYTER_URL
      ? undefined
      : part('Python packages', installPython, { folder: join(home, 'python') }),
    temporal: process.env.TEMPORAL_ADDRESS ? undefined : part('Temporal server', installTemporal),
  }
  const failed = (await Promise.allSettled(Object.values(parts))).find(({ status }) => status === 'rejected')
  if (failed) throw failed.reason
  return { python: await parts.python, temporal: await parts.temporal }
}
