import type { FastifyBaseLogger } from 'fastify'
import type { z } from 'zod'
import { Fault, retryable } from '#pipeline/fault.ts'
import type { Context } from '#services/context.ts'
import { record, type recordInput } from '#services/predictions/record.ts'
import { type Counted, openTally, type Tally } from '#services/traffic/tally.ts'

export type Prediction = z.input<typeof recordInput>['predictions'][number]

export interface Recorder {
  add(ctx: Context, predictions: Prediction[]): void
  /** A request, however it ended. */
  count(ctx: Context, one: Counted): void
  /** Resolves when all that was added until now is stored. */
  flush(): Promise<void>
  /** Stores all that was added, and no more after that. */
  close(): Promise<void>
}

const everyMs = 200
const mostAtOnce = 5000
const mostWaiting = 200_000

/** What waits of somebody who asks. */
interface Group {
  ctx: Context
  predictions: Prediction[]
  tally: Tally
}

/** Stores predictions and counts off the way of the answer: at once where it is quiet, many at a time where it is not. */
export function openRecorder(log: FastifyBaseLogger): Recorder {
  let groups = new Map<string, Group>()
  let timer: NodeJS.Timeout | undefined
  let storing: Promise<void> | undefined
  let stored = -everyMs

  const groupOf = (ctx: Context): Group => {
    const key = `${ctx.actor.projectId} ${ctx.actor.userId}`
    const known = groups.get(key)
    if (known) return known
    const fresh = { ctx, predictions: [], tally: openTally() }
    groups.set(key, fresh)
    return fresh
  }
  const store = async (ctx: Context, part: { predictions: Prediction[]; traffic: ReturnType<Tally['take']> }) => {
    await record(ctx, part).catch((thrown) => {
      const waiting = groupOf(ctx)
      const lost = !again(thrown) || waiting.predictions.length > mostWaiting
      log.error(thrown, lost ? `predictions lost: ${part.predictions.length}` : 'predictions are stored later')
      if (lost) return
      waiting.predictions = [...part.predictions, ...waiting.predictions]
      waiting.tally.giveBack(part.traffic)
    })
  }
  const storeAll = async () => {
    const all = groups
    groups = new Map()
    for (const { ctx, predictions, tally } of all.values()) {
      await store(ctx, { predictions: predictions.slice(0, mostAtOnce), traffic: tally.take() })
      for (let from = mostAtOnce; from < predictions.length; from += mostAtOnce)
        await store(ctx, { predictions: predictions.slice(from, from + mostAtOnce), traffic: [] })
    }
  }
  const storeNow = () => {
    clearTimeout(timer)
    timer = undefined
    stored = performance.now()
    storing ??= storeAll().finally(() => {
      storing = undefined
      if (groups.size > 0) wait()
    })
    return storing
  }
  const flush = async () => {
    await storing
    await storeNow()
  }
  const wait = () => {
    timer ??= setTimeout(storeNow, Math.max(0, stored + everyMs - performance.now()))
  }

  return {
    add: (ctx, predictions) => {
      groupOf(ctx).predictions.push(...predictions)
      wait()
    },
    count: (ctx, one) => {
      groupOf(ctx).tally.count(one, new Date())
      wait()
    },
    flush,
    close: async () => {
      await flush()
      clearTimeout(timer)
    },
  }
}

/** A database that is away throws what is no fault. */
const again = (thrown: unknown) => !(thrown instanceof Fault) || retryable[thrown.code]
