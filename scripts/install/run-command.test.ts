import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'

const module = new URL('run-command.mjs', import.meta.url).href

test('what an installation runs ends when the start is told to stop', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'espalier-run-'))
  const log = join(folder, 'log')
  const long = 'console.log(process.pid); setInterval(() => {}, 1000)'
  const code = `import(${JSON.stringify(module)}).then(({ runCommand }) =>
    runCommand(process.execPath, ['-e', ${JSON.stringify(long)}], { log: ${JSON.stringify(log)} }))`
  const start = spawn(process.execPath, ['-e', code], { stdio: 'ignore' })
  const pid = () => Number(readFileSync(log, 'utf8'))
  await expect.poll(pid, { timeout: 20_000 }).toBeGreaterThan(0)
  const ended = once(start, 'exit')
  start.kill('SIGTERM')
  expect(await ended).toEqual([null, 'SIGTERM'])
  await vi.waitFor(() => expect(() => process.kill(pid(), 0)).toThrow('ESRCH'), { timeout: 20_000 })
  rmSync(folder, { recursive: true })
}, 60_000)
