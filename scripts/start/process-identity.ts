import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A process, told apart from a later one that got the same number. */
export interface Identity {
  pid: number
  born: string
}

export const identityOf = (pid: number): Identity => ({ pid, born: bornOf(pid) ?? '' })

export const isAlive = ({ pid, born }: Identity): boolean => born !== '' && bornOf(pid) === born

/** When the process was started, in whatever unit the system tells; undefined when it is gone. */
function bornOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      const [, rest = ''] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
      const fields = rest.split(' ')
      return fields[0] === 'Z' ? undefined : fields[19]
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

/** Signals a process group; one that is gone already is no fault. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
