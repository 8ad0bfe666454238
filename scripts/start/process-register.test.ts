import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { identityOf } from './process-identity.ts'
import { takeHome } from './process-register.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'home-'))
})

test('a home that another process runs is not taken', async () => {
  const register = await takeHome(home)
  expect(register).toBeDefined()
  expect(await takeHome(home)).toBeUndefined()
  register?.remove()
  expect(await takeHome(home)).toBeDefined()
})

test('only its owner may read who runs a home', async () => {
  const register = await takeHome(home)
  register?.set('worker', process.pid)
  expect((await stat(join(home, 'processes.json'))).mode & 0o777).toBe(0o600)
})

test('what a killed supervisor left running is ended before the home is taken', async () => {
  const orphan = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true })
  const ended = once(orphan, 'exit')
  const left = { supervisor: { pid: 1, born: 'long ago' }, children: { worker: identityOf(orphan.pid as number) } }
  await writeFile(join(home, 'processes.json'), JSON.stringify(left))
  expect(await takeHome(home)).toBeDefined()
  expect(await ended).toEqual([null, 'SIGINT'])
})

test('a process that merely has the number of an old one is left alone', async () => {
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true })
  const left = {
    supervisor: { pid: 1, born: 'long ago' },
    children: { worker: { pid: stranger.pid, born: 'long ago' } },
  }
  await writeFile(join(home, 'processes.json'), JSON.stringify(left))
  await takeHome(home)
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull()
  stranger.kill('SIGKILL')
})

test('a half-written register is no lock', async () => {
  await writeFile(join(home, 'processes.json'), '{ "super')
  expect(await takeHome(home)).toBeDefined()
})
