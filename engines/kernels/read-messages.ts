import type { IMessage } from '@jupyterlab/services/lib/kernel/messages.js'
import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import type { Execution, KernelEvent, Outcome } from './kernels.ts'
import { isFaultRaised, type PythonError, tracebackText } from './python-fault.ts'

const mime = 'application/vnd.espalier.event+json'
const maxLog = 2_000_000

const kernelEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), share: z.number().min(0).max(1), message: z.string().max(1000).optional() }),
  z.object({ type: z.literal('metric'), name: z.string().max(200), index: z.number().int(), value: z.number() }),
])

/** What Python raised, before it is known how much memory it had used. */
export class Raised extends Error {
  constructor(readonly error: PythonError) {
    super(`${error.ename}: ${error.evalue}`)
  }
}

export interface Reader {
  take(message: IMessage): void
  /** The kernel's main thread is free, so an execution whose end was not heard of will not be heard of. */
  free(): void
  /** Rejects with `Raised` when Python raised. */
  outcome: Promise<Outcome>
}

/** Turns the messages of one execution into calls and an outcome. */
export const readMessages = ({ onLog, onEvent }: Pick<Execution, 'onLog' | 'onEvent'>): Reader => {
  let logged = 0
  let raised: PythonError | undefined
  let replied = false
  let idle = false
  let settle: { resolve(outcome: Outcome): void; reject(reason: Error): void }
  const outcome = new Promise<Outcome>((resolve, reject) => {
    settle = { resolve, reject }
  })
  outcome.catch(() => undefined)

  const end = (known: Outcome) => {
    if (raised) settle.reject(new Raised(raised))
    else settle.resolve(known)
  }
  const log = (stream: 'stdout' | 'stderr', text: string) => {
    if (logged > maxLog) return
    logged += text.length
    if (logged <= maxLog) return onLog(stream, text)
    onLog(stream, text.slice(0, maxLog - logged))
    onLog('stderr', `\nfurther output is not kept: ${maxLog} characters\n`)
  }
  const fail = (error: PythonError) => {
    if (!raised && !isFaultRaised(error)) log('stderr', tracebackText(error))
    raised ??= error
  }
  const show = (data: Record<string, unknown> | undefined) => {
    const event = kernelEvent.safeParse(data?.[mime])
    if (event.success) onEvent(event.data as KernelEvent)
    else if (typeof data?.['text/plain'] === 'string') log('stdout', `${data['text/plain']}\n`)
  }

  const take = ({ header, content }: IMessage) => {
    const body = content as Record<string, unknown>
    switch (header.msg_type as string) {
      case 'stream':
        return log(body.name === 'stderr' ? 'stderr' : 'stdout', String(body.text))
      case 'display_data':
      case 'execute_result':
        return show(body.data as Record<string, unknown>)
      case 'error':
        return fail(body as unknown as PythonError)
      case 'status':
        idle ||= body.execution_state === 'idle'
        break
      case 'execute_reply':
        replied = true
        if (body.status === 'error') fail(body as unknown as PythonError)
        if (body.status === 'aborted') settle.reject(new Fault('UNAVAILABLE', 'the kernel did not run the code'))
    }
    if (replied && idle) end('finished')
  }

  return { take, outcome, free: () => end(replied ? 'finished' : 'unknown') }
}
