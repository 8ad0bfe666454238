import type { FastifyBaseLogger } from 'fastify'
import type { z } from 'zod'
import { Fault, retryable } from '#pipeline/fault.ts'
import type { Context } from '#services/context.ts'
import { record, type recordInput } from '#services/predictions/record.ts'

export type Prediction = z.input<typeof recordInput>['predictions'][number]

export interface Recorder {
  add(ctx: Context, predictions: Prediction[]): void
  /** Resolves when all that was added is stored. */
  close(): Promise<void>
}

const everyMs = 200
const mostAtOnce = 5000
const mostWaiting = 200_000

interface Waiting {
  ctx: Context
  prediction: Prediction
}

/** Stores predictions off the way of the answer: at once where it is quiet, many at a time where it is not. */
export function openRecorder(log: FastifyBaseLogger): Recorder {
  const waiting: Waiting[] = []
  let timer: NodeJS.Timeout | undefined
  let storing: Promise<void> | undefined
  let stored = -everyMs

  const store = async (part: Waiting[]) => {
    const byActor = new Map<string, Waiting[]>()
    for (const one of part) {
      const { projectId, userId } = one.ctx.actor
      const key = `${projectId} ${userId}`
      byActor.set(key, byActor.get(key) ?? [])
      byActor.get(key)?.push(one)
    }
    for (const group of byActor.values()) {
      const ctx = group[0]?.ctx
      if (!ctx) continue
      await record(ctx, { predictions: group.map(({ prediction }) => prediction) }).catch((thrown) => {
        const lost = !again(thrown) || waiting.length > mostWaiting
        log.error(thrown, lost ? `predictions lost: ${group.length}` : 'predictions are stored later')
        if (!lost) waiting.unshift(...group)
      })
    }
  }
  const storeAll = async () => {
    for (let left = waiting.length; left > 0; left -= mostAtOnce) await store(waiting.splice(0, mostAtOnce))
  }
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    stored = performance.now()
    storing ??= storeAll().finally(() => {
      storing = undefined
      if (waiting.length > 0) wait()
    })
    return storing
  }
  const wait = () => {
    timer ??= setTimeout(flush, Math.max(0, stored + everyMs - performance.now()))
  }

  return {
    add: (ctx, predictions) => {
      for (const prediction of predictions) waiting.push({ ctx, prediction })
      wait()
    },
    close: async () => {
      await storing
      await flush()
      clearTimeout(timer)
    },
  }
}

/** A database that is away throws what is no fault. */
const again = (thrown: unknown) => !(thrown instanceof Fault) || retryable[thrown.code]
