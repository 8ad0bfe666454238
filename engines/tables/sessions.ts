import type { Child } from './child-process.ts'

/** Children between two selects of one session. */
export interface Sessions {
  take(session: string): Child | undefined
  keep(session: string, child: Child): void
  close(): void
}

const patience = 5000

/** Keeps a session's child for a while, because starting one takes longer than most of what it is asked. */
export function openSessions(): Sessions {
  const idle = new Map<string, { child: Child; timer: NodeJS.Timeout }>()
  const drop = (session: string) => {
    const kept = idle.get(session)
    idle.delete(session)
    clearTimeout(kept?.timer)
    return kept?.child
  }
  return {
    take: (session) => {
      const child = drop(session)
      return child?.alive() ? child : undefined
    },
    keep: (session, child) => {
      drop(session)?.kill()
      idle.set(session, { child, timer: setTimeout(() => drop(session)?.kill(), patience).unref() })
    },
    close: () => {
      for (const session of [...idle.keys()]) drop(session)?.kill()
    },
  }
}
