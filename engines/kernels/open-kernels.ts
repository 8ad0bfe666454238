import { setTimeout as sleep } from 'node:timers/promises'
import { Fault } from '#pipeline/fault.ts'
import { connectJupyter } from './jupyter.ts'
import type { Execution, Kernels, Outcome } from './kernels.ts'
import type { LiveKernel, Patience } from './live-kernel.ts'
import { runAhead, runCode } from './run-code.ts'
import { keepSpare } from './spare-kernels.ts'
import { startUp } from './start-up.ts'
import { keepWarm } from './warm-kernels.ts'

export interface KernelOptions {
  baseUrl: string
  token: string
  /** Kernels started ahead of need. */
  warm?: number
  patience?: Partial<Patience>
}

const usual: Patience = {
  probe: 5000,
  misses: 3,
  start: 60_000,
  disconnected: 15_000,
  grace: 3000,
  orphan: 30_000,
  spare: 3000,
}
const longestEnd = 6000

const cancelled = () => new Fault('CANCELLED', 'cancelled')

const abortOf = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    const abort = () => reject(cancelled())
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })

/** Python kernels behind the Jupyter server at `baseUrl`, each for one execution, or for those of one group in turn. */
export const openKernels = ({ baseUrl, token, warm = 1, patience: given }: KernelOptions): Kernels => {
  const patience = { ...usual, ...given }
  const jupyter = connectJupyter({ baseUrl, token, patience })
  const running = new Set<LiveKernel>()
  const ending = new Set<Promise<void>>()

  const end = (kernel: LiveKernel) => {
    const ended: Promise<void> = jupyter.retire(kernel).finally(() => {
      ending.delete(ended)
      pool.fill()
    })
    ending.add(ended)
    return ended
  }
  const startWarm = async () => {
    const kernel = await jupyter.start()
    // A kernel that fails so early says so through `failure`.
    runAhead(kernel, startUp).catch(() => undefined)
    return kernel
  }
  const pool = keepWarm({ start: startWarm, retire: end }, warm)
  const spare = keepSpare(end, patience.spare)

  const stop = async (kernel: LiveKernel, outcome: Promise<Outcome>) => {
    await jupyter.interrupt(kernel).catch(() => undefined)
    await Promise.race([outcome, sleep(patience.grace, undefined, { ref: false })]).catch(() => undefined)
    await Promise.race([end(kernel), sleep(longestEnd, undefined, { ref: false })])
  }

  const take = async ({ resume, group }: Execution) => {
    const former = resume && (await jupyter.find(resume))
    const kernel = former ?? spare.take(group) ?? (await pool.take())
    return { kernel, msgId: former && resume?.msgId }
  }

  return {
    execute: async (execution) => {
      const abort = abortOf(execution.signal)
      abort.catch(() => undefined)
      const taking = take(execution)
      const { kernel, msgId } = await Promise.race([taking, abort]).catch((thrown) => {
        taking.then((late) => end(late.kernel)).catch(() => undefined)
        throw thrown
      })
      running.add(kernel)
      const outcome = runCode(kernel, execution, msgId)
      outcome.catch(() => undefined)
      try {
        const reached = await Promise.race([outcome, abort])
        if (execution.group && !execution.memoryMb && reached === 'finished' && running.has(kernel))
          spare.keep(execution.group, kernel)
        else end(kernel)
        return reached
      } catch (thrown) {
        if (execution.signal.aborted) {
          await stop(kernel, outcome)
          throw cancelled()
        }
        if (running.has(kernel)) end(kernel)
        throw thrown
      } finally {
        running.delete(kernel)
      }
    },
    sweep: jupyter.sweep,
    close: async () => {
      const left = [...running]
      running.clear()
      for (const kernel of left) kernel.dispose()
      await Promise.all([pool.close(), spare.close()])
      await Promise.allSettled(ending)
    },
  }
}
