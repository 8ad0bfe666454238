import { once } from 'node:events'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { identityOf, isAlive } from './process-identity.ts'
import { type Part, supervise } from './supervise.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'supervise-'))
})

/** A part that runs this code and is ready when the code says so. */
const partOf = (code: string): Part => ({
  name: 'gardener',
  command: process.execPath,
  args: ['-e', code],
  env: { PATH: process.env.PATH },
  channel: 'ipc',
  ready: async (signal, child) => void (await once(child, 'message', { signal })),
})

function witness() {
  const said: string[] = []
  const pids: number[] = []
  let wake = () => {}
  return {
    pids,
    supervision: {
      log: join(folder, 'gardener.log'),
      cwd: folder,
      signal: new AbortController().signal,
      onPid: (pid: number) => void pids.push(pid),
      announce: (text: string) => {
        said.push(text)
        wake()
      },
    },
    hears: async (part: string) => {
      while (!said.some((text) => text.includes(part)))
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      return said.find((text) => text.includes(part))
    },
  }
}

const forever = "process.send('ready'); setInterval(() => {}, 1000);"

test('a crashed process is named, started again with back-off, and welcomed back', async () => {
  const { supervision, pids, hears } = witness()
  const supervised = await supervise(partOf(forever), supervision)
  process.kill(pids[0] as number, 'SIGKILL')
  expect(await hears('stopped')).toMatch(/^gardener stopped \(SIGKILL\); starting it again in 0.5 s\. Log: /)
  await hears('gardener is back')
  process.kill(pids[1] as number, 'SIGKILL')
  expect(await hears('in 1 s')).toBeDefined()
  await supervised.stop()
  expect(pids).toHaveLength(2)
})

test('a process that ends before it was ready fails the start, with the end of its log', async () => {
  const { supervision } = witness()
  const start = supervise(partOf("console.error('no soil'); process.exit(3)"), supervision)
  await expect(start).rejects.toThrow(/gardener did not start \(exit 3\)\.\nno soil/)
})

test('stopping ends what the process has started, too', async () => {
  const { supervision, pids } = witness()
  const grandchild = `
    const { spawn } = require('node:child_process')
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
    require('node:fs').writeFileSync('grandchild', String(child.pid))
    ${forever}`
  const supervised = await supervise(partOf(grandchild), supervision)
  const born = identityOf(Number(await readFile(join(folder, 'grandchild'), 'utf8')))
  expect(isAlive(born)).toBe(true)
  await supervised.stop()
  await expect.poll(() => isAlive(born)).toBe(false)
  expect(isAlive(identityOf(pids[0] as number))).toBe(false)
})
