import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname } from 'node:path'

/** A program to start, and as whom. */
export interface Command {
  command: string
  args: string[]
  uid?: number
  gid?: number
}

/**
 * Postgres refuses to run as root, so root starts it as `postgres` or else `nobody`. Where that account cannot reach the
 * files (a checkout below /root), it keeps the one capability that lets it.
 */
export function unprivileged(command: string, args: string[], folder: string): Command {
  if (process.getuid?.() !== 0) return { command, args }
  const { uid, gid } = account()
  if (openToAll(dirname(command)) && openToAll(dirname(folder))) return { command, args, uid, gid }
  const capability = '+dac_override'
  const identity = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  const rights = [`--inh-caps=${capability}`, `--ambient-caps=${capability}`]
  return { command: 'setpriv', args: [...identity, ...rights, command, ...args] }
}

/** The account that must own the database files, when we are root. */
export function owner(): { uid: number; gid: number } | undefined {
  return process.getuid?.() === 0 ? account() : undefined
}

function account(): { uid: number; gid: number } {
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: id('-u', name), gid: id('-g', name) }
    } catch {}
  }
  throw new Error('Postgres cannot run as root, and there is no account "postgres" or "nobody": start as another user')
}

const id = (which: '-u' | '-g', name: string) =>
  Number(execFileSync('id', [which, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString())

function openToAll(folder: string): boolean {
  if ((statSync(folder).mode & 0o001) === 0) return false
  return folder === dirname(folder) || openToAll(dirname(folder))
}
