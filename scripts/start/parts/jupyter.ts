import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  jupyterServerArguments,
  jupyterServerEnvironment,
  jupyterServerFolders,
} from '#engines/kernels/jupyter-server.ts'
import { root } from '../../paths.mjs'
import type { Part } from '../supervise.ts'
import { answers, until } from '../until.ts'
import { harmless } from './harmless.ts'

/** The headless Jupyter server of a home, with a new token at each start. */
export async function jupyterPart({ home, port, python }: { home: string; port: number; python: string }) {
  const place = { port, home: join(home, 'jupyter') }
  const url = `http://127.0.0.1:${port}`
  const token = randomBytes(24).toString('hex')
  await mkdir(place.home, { recursive: true, mode: 0o700 })
  for (const folder of jupyterServerFolders(place)) await mkdir(folder, { recursive: true })
  await writeFile(join(place.home, 'token'), token, { mode: 0o600 })
  const part: Part = {
    name: 'Jupyter',
    command: python,
    args: ['-m', 'jupyter_server', ...jupyterServerArguments(place)],
    env: {
      ...harmless(),
      ...jupyterServerEnvironment(place),
      PYTHONPATH: join(root, 'engines', 'python'),
    },
    ready: (signal) => until(answers(`${url}/api/status`, { authorization: `token ${token}` }), signal),
  }
  return { part, url, token }
}
