import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Fault } from '#pipeline/fault.ts'
import type { Order, Ran, Reply } from './child/messages.ts'

export interface Thread {
  ask(order: Omit<Order, 'id'>): Promise<Ran>
  close(): Promise<void>
}

interface Waiting {
  resolve(ran: Ran): void
  reject(fault: Fault): void
}

/** A worker thread that holds sessions; started when first asked, and again after it ended. */
export function openThread(root: string): Thread {
  let worker: Worker | undefined
  let last = 0
  const waiting = new Map<number, Waiting>()

  const ended = (cause: unknown) => {
    worker = undefined
    for (const { reject } of waiting.values())
      reject(new Fault('UNAVAILABLE', 'the model engine stopped', { hint: 'try again', cause }))
    waiting.clear()
  }
  const start = () => {
    const started = new Worker(join(/* turbopackIgnore: true */ root, 'engines', 'models', 'child', 'start.mjs'))
    started.on('message', (reply: Reply) => {
      const caller = waiting.get(reply.id)
      waiting.delete(reply.id)
      if (waiting.size === 0) started.unref()
      if ('fault' in reply) caller?.reject(Fault.fromJSON(reply.fault))
      else caller?.resolve(reply)
    })
    started.on('error', (error) => worker === started && ended(error))
    started.on('exit', (code) => worker === started && ended(`exit code ${code}`))
    worker = started
    return started
  }

  return {
    ask: (order) =>
      new Promise((resolve, reject) => {
        const id = ++last
        const thread = worker ?? start()
        thread.ref()
        waiting.set(id, { resolve, reject })
        const buffers = new Set(
          Object.values(order.feeds).flatMap((values) => (Array.isArray(values) ? [] : [values.buffer as ArrayBuffer])),
        )
        thread.postMessage({ ...order, id } satisfies Order, [...buffers])
      }),
    close: async () => {
      const thread = worker
      ended('closed')
      await thread?.terminate()
    },
  }
}
