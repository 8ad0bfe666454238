import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../../paths.mjs'
import type { Part } from '../supervise.ts'
import { answers, until } from '../until.ts'
import { harmless } from './harmless.ts'
import { type LabPlace, labArguments, labEnvironment } from './lab-server.ts'

/** Neither asks people whether it may fetch news, nor looks for newer versions. */
const quiet = { '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false } }

/** The JupyterLab of a home, for people; apart from the server whose kernels run pipelines. */
export async function labPart({ python, ...place }: LabPlace & { python: string }) {
  const { home, port, extension } = place
  const url = `http://127.0.0.1:${port}`
  const token = randomBytes(24).toString('hex')
  await mkdir(home, { recursive: true, mode: 0o700 })
  await writeFile(join(home, 'token'), token, { mode: 0o600 })
  await mkdir(join(home, 'config', 'labconfig'), { recursive: true })
  await writeFile(join(home, 'config', 'labconfig', 'default_setting_overrides.json'), JSON.stringify(quiet))
  const part: Part = {
    name: 'Lab',
    command: python,
    args: ['-m', 'jupyterlab', ...labArguments(place)],
    env: {
      ...harmless(),
      ...labEnvironment(place),
      PYTHONPATH: [join(root, 'engines', 'python'), extension].join(':'),
    },
    ready: (signal) => until(answers(`${url}/api/status`, { authorization: `token ${token}` }), signal),
    mayEnd: true,
  }
  return { part, url, token }
}
