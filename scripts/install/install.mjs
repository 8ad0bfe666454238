import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { installChromium } from './chromium.mjs'
import { installGradio } from './gradio.mjs'
import { buildExtension } from './jupyter-extension.mjs'
import { installNpmPackages } from './npm-packages.mjs'
import { installPython } from './python.mjs'
import { installTemporal } from './temporal.mjs'
import { installTimeSkipping } from './time-skipping.mjs'
import { buildWeb } from './web-build.mjs'

/** Installs and builds what is missing of `wanted`, side by side; tells where each is. */
export async function install({ home, progress, wanted }) {
  const logs = join(home, 'logs')
  await mkdir(logs, { recursive: true, mode: 0o700 })
  const part = (name, work, options = {}) => progress.part(name, (say) => work({ ...options, logs, say }))

  const packages = part('npm packages', installNpmPackages)
  let installing
  const python = () => (installing ??= part('Python packages', installPython, { folder: join(home, 'python') }))
  const works = {
    packages: () => packages,
    web: () => packages.then(() => part('web pages', buildWeb)),
    python,
    lab: () => part('JupyterLab extension', buildExtension, { python: python() }),
    gradio: () => part('Gradio', installGradio, { folder: join(home, 'gradio'), python: python() }),
    temporal: () => part('Temporal server', installTemporal),
    timeSkipping: () =>
      part('Temporal test server', installTimeSkipping, { folder: join(home, 'time-skipping'), python: python() }),
    chromium: () => packages.then(() => part('Chromium', installChromium)),
  }
  const results = await Promise.allSettled(['packages', ...wanted].map(async (name) => [name, await works[name]()]))
  const failed = results.find(({ status }) => status === 'rejected')
  if (failed) throw failed.reason
  return Object.fromEntries(results.map(({ value }) => value))
}

/** What `npm start` needs: not what others serve. */
export const wantedToStart = ({ TEMPORAL_ADDRESS, JUPYTER_URL } = process.env) => [
  'web',
  ...(JUPYTER_URL ? [] : ['python', 'lab']),
  ...(TEMPORAL_ADDRESS ? [] : ['temporal']),
]
