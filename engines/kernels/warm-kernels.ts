import type { LiveKernel } from './live-kernel.ts'

export interface WarmKernels {
  /** A kernel that nobody else has or will get: a warm one where there is one. */
  take(): Promise<LiveKernel>
  /** Replaces at once what was taken: there is time for it now. */
  fill(): void
  close(): Promise<void>
}

interface Source {
  start(): Promise<LiveKernel>
  retire(kernel: LiveKernel): Promise<void>
}

/** Starting a kernel takes a second of a processor, which the code that has just been given one has better use for. */
const quiet = 5000

/**
 * Keeps `size` kernels started ahead. One that was taken is replaced after a while. One that fails while it waits is
 * dropped, and replaced with the next that is taken.
 */
export const keepWarm = ({ start, retire }: Source, size: number): WarmKernels => {
  const starting = new Set<Promise<LiveKernel>>()
  const waiting = new Set<LiveKernel>()
  let closed = false
  let timer: NodeJS.Timeout | undefined

  const fill = () => {
    while (!closed && waiting.size + starting.size < size) {
      const kernel = start()
      starting.add(kernel)
      kernel.then(keep, () => undefined).finally(() => starting.delete(kernel))
    }
  }
  const keep = (kernel: LiveKernel) => {
    if (closed) return retire(kernel)
    waiting.add(kernel)
    kernel.failure.catch(() => (waiting.delete(kernel) ? retire(kernel) : undefined))
  }
  const pick = () => [...waiting].find(({ connection }) => connection.connectionStatus !== 'disconnected')

  fill()
  return {
    take: async () => {
      // One that is being started is nearer than a new one; others may be waiting for it too.
      while (!pick() && starting.size > 0) await Promise.race(starting).catch(() => undefined)
      const kernel = pick()
      if (kernel) waiting.delete(kernel)
      const taken = kernel ?? (await start())
      clearTimeout(timer)
      timer = setTimeout(fill, quiet).unref()
      return taken
    },
    fill,
    close: async () => {
      closed = true
      clearTimeout(timer)
      await Promise.allSettled(starting)
      const unused = [...waiting]
      waiting.clear()
      await Promise.allSettled(unused.map(retire))
    },
  }
}
