import { execFile } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { testServer } from '../protocols/testing.ts'

const rounds = Number(process.argv[2] ?? 10)
const most = 5

/** No peer: how long `espalier.push()` of a small scikit-learn pipeline takes in a fresh kernel, until the version is there. */
const server = await testServer()
try {
  const { token } = await server.project()
  const env = {
    ...process.env,
    PYTHONPATH: 'engines/python',
    ESPALIER_URL: server.url,
    ESPALIER_TOKEN: token,
    ESPALIER_SPOOL: await mkdtemp(join(tmpdir(), 'espalier-spool-')),
  }
  const python = process.env.ESPALIER_PYTHON ?? 'python3'
  const { stdout } = await promisify(execFile)(python, ['bench/push.py', String(rounds)], { env })
  const seconds = (JSON.parse(/^told (.*)$/m.exec(stdout)?.[1] ?? '[]') as number[]).sort((a, b) => a - b)
  const median = seconds[Math.floor(seconds.length / 2)]
  console.log(`push: median ${median} s, worst ${seconds.at(-1)} s of ${seconds.length}; at most ${most} s is wanted`)
} finally {
  await server.close()
}
