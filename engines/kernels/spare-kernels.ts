import type { LiveKernel } from './live-kernel.ts'

export interface SpareKernels {
  /** The kernel that the last execution of this group has left. */
  take(group: string | undefined): LiveKernel | undefined
  /** Keeps a kernel for the next of its group, and ends it when none comes within `milliseconds`. */
  keep(group: string, kernel: LiveKernel): void
  close(): Promise<void>
}

/** A kernel costs a second of processor time to start; the steps of one run may follow each other in one. */
export const keepSpare = (end: (kernel: LiveKernel) => Promise<void>, milliseconds: number): SpareKernels => {
  const spare = new Map<LiveKernel, { group: string; timer: NodeJS.Timeout }>()
  const remove = (kernel: LiveKernel) => {
    clearTimeout(spare.get(kernel)?.timer)
    return spare.delete(kernel)
  }
  const drop = (kernel: LiveKernel) => (remove(kernel) ? end(kernel) : undefined)

  return {
    take: (group) => {
      const fit = [...spare].find(([kernel, kept]) => {
        return kept.group === group && kernel.connection.connectionStatus === 'connected'
      })
      if (fit) remove(fit[0])
      return fit?.[0]
    },
    keep: (group, kernel) => {
      spare.set(kernel, { group, timer: setTimeout(() => drop(kernel), milliseconds) })
      kernel.failure.catch(() => drop(kernel))
    },
    close: async () => {
      await Promise.allSettled([...spare.keys()].map(drop))
    },
  }
}
