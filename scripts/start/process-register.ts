import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Identity, identityOf, isAlive, signalGroup } from './process-identity.ts'

const graceMs = 10_000

/** `<home>/processes.json`: who runs this home, as which processes. It is the lock on the home, too. */
export interface ProcessRegister {
  set(name: string, pid: number): void
  remove(): void
}

interface Registered {
  supervisor: Identity
  children: Record<string, Identity>
}

/** Takes the home, after ending what a killed predecessor left behind; `undefined` when another instance holds it. */
export async function takeHome(home: string): Promise<ProcessRegister | undefined> {
  const path = join(home, 'processes.json')
  const mine: Registered = { supervisor: identityOf(process.pid), children: {} }
  while (!create(path, mine)) {
    const found = read(path)
    if (found && isAlive(found.supervisor)) return undefined
    await endAll(Object.values(found?.children ?? {}))
    rmSync(path, { force: true })
  }
  return {
    set: (name, pid) => {
      mine.children[name] = identityOf(pid)
      writeFileSync(`${path}.new`, JSON.stringify(mine, null, 2), { mode: 0o600 })
      renameSync(`${path}.new`, path)
    },
    remove: () => rmSync(path, { force: true }),
  }
}

function create(path: string, register: Registered): boolean {
  try {
    writeFileSync(path, JSON.stringify(register, null, 2), { mode: 0o600, flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function read(path: string): Registered | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

async function endAll(children: Identity[]): Promise<void> {
  const left = () => children.filter(isAlive)
  for (const { pid } of left()) signalGroup(pid, 'SIGINT')
  const until = Date.now() + graceMs
  while (left().length && Date.now() < until) await pause(50)
  for (const { pid } of left()) signalGroup(pid, 'SIGKILL')
  while (left().length) await pause(50)
}
