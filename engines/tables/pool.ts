import { type Child, startChild } from './child-process.ts'

export interface Pool {
  /** A child that nobody else uses. Who takes it ends it. */
  take(): Child
  close(): void
}

/** Keeps `spares` started children at hand, because starting one takes longer than most of what it is asked. */
export function openPool(root: string, spares: number): Pool {
  const idle: Child[] = []
  let closed = false
  const fill = () => {
    if (!closed) while (idle.length < spares) idle.push(startChild(root))
  }
  fill()
  return {
    take: () => {
      let child = idle.shift()
      while (child && !child.alive()) child = idle.shift()
      setImmediate(fill)
      return child ?? startChild(root)
    },
    close: () => {
      closed = true
      for (const child of idle.splice(0)) child.kill()
    },
  }
}
