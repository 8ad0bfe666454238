import type { Child } from './child-process.ts'

/** Children between two selects of one session. */
export interface Sessions {
  take(session: string): Child | undefined
  keep(session: string, child: Child): void
  close(): void
}

const patience = 5000
/** A child is replaced after so many selects, so that nothing can pile up in it. */
const selectsPerChild = 200

/** Keeps a session's children for a while, because starting one takes longer than most of what it is asked. */
export function openSessions(): Sessions {
  const idle = new Map<string, { child: Child; timer: NodeJS.Timeout }[]>()
  const selects = new WeakMap<Child, number>()
  const drop = (session: string, child: Child) => {
    child.kill()
    const left = (idle.get(session) ?? []).filter((kept) => kept.child !== child)
    if (left.length > 0) idle.set(session, left)
    else idle.delete(session)
  }
  return {
    // The last that was kept comes first, so that what fewer selects at once do not need is left to end.
    take: (session) => {
      for (let kept = idle.get(session)?.pop(); kept; kept = idle.get(session)?.pop()) {
        clearTimeout(kept.timer)
        if (kept.child.alive()) return kept.child
      }
      return undefined
    },
    keep: (session, child) => {
      const count = (selects.get(child) ?? 0) + 1
      selects.set(child, count)
      if (count >= selectsPerChild) return child.kill()
      const timer = setTimeout(() => drop(session, child), patience).unref()
      idle.set(session, [...(idle.get(session) ?? []), { child, timer }])
    },
    close: () => {
      for (const [session, children] of [...idle])
        for (const { child, timer } of children) {
          clearTimeout(timer)
          drop(session, child)
        }
    },
  }
}
