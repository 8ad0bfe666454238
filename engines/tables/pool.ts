import { type Child, startChild } from './child-process.ts'

export interface Pool {
  /** A child that nobody else uses. Who takes it ends it. */
  take(): Child
  close(): void
}

/** Starting a child takes a tenth of a second of a processor, which whoever has just taken one has better use for. */
const quiet = 1000

/**
 * Keeps `spares` started children at hand, because starting one takes longer than most of what it is asked. One that was
 * taken is replaced once nobody has taken any for a while and none is at long work, at once if it was the last.
 */
export function openPool(root: string, spares: number, isBusy: () => boolean = () => false): Pool {
  const idle: Child[] = []
  let timer: NodeJS.Timeout | undefined
  let closed = false
  const fill = (wanted: number) => {
    if (!closed) while (idle.length < wanted) idle.push(startChild(root))
  }
  const fillLater = () => {
    clearTimeout(timer)
    timer = setTimeout(() => (isBusy() ? fillLater() : fill(spares)), quiet).unref()
  }
  fill(spares)
  return {
    take: () => {
      let child = idle.shift()
      while (child && !child.alive()) child = idle.shift()
      setImmediate(() => isBusy() || fill(Math.min(1, spares)))
      fillLater()
      return child ?? startChild(root)
    },
    close: () => {
      closed = true
      clearTimeout(timer)
      for (const child of idle.splice(0)) child.kill()
    },
  }
}
