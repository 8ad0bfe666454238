import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { jupyterServerArguments, jupyterServerEnvironment, jupyterServerFolders } from './jupyter-server.ts'

export interface TestJupyter {
  baseUrl: string
  token: string
  process: ChildProcess
  close(): Promise<void>
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

const answers = async (baseUrl: string, token: string) => {
  const response = await fetch(`${baseUrl}/api/status`, { headers: { authorization: `token ${token}` } })
  return response.ok
}

/** A Jupyter server of the test's own, in a temporary folder, from the Python named by ESPALIER_PYTHON; in the place of one that was killed. */
export const testJupyter = async (formerPort?: number): Promise<TestJupyter> => {
  const python = process.env.ESPALIER_PYTHON
  if (!python) throw new Error('ESPALIER_PYTHON must name a Python with what engines/python/requirements.txt lists')
  const home = mkdtempSync(join(tmpdir(), 'espalier-jupyter-'))
  const token = 'test-token'
  const place = { home, port: formerPort ?? (await freePort()) }
  for (const folder of jupyterServerFolders(place)) mkdirSync(folder, { recursive: true })
  writeFileSync(join(home, 'token'), token, { mode: 0o600 })
  const server = spawn(python, ['-m', 'jupyter_server', ...jupyterServerArguments(place)], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ...jupyterServerEnvironment(place),
    } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let log = ''
  server.stderr.on('data', (chunk) => {
    log = `${log}${chunk}`.slice(-20_000)
  })
  const baseUrl = `http://127.0.0.1:${place.port}`
  while (!(await answers(baseUrl, token).catch(() => false))) {
    if (server.exitCode !== null) throw new Error(`the Jupyter server ended with ${server.exitCode}: ${log}`)
    await sleep(50)
  }
  return {
    baseUrl,
    token,
    process: server,
    close: async () => {
      if (server.exitCode === null && server.signalCode === null) {
        server.kill('SIGTERM')
        await once(server, 'exit')
      }
      rmSync(home, { recursive: true, force: true })
    },
  }
}
