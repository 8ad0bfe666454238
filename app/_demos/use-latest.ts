'use client'
import { useEffect, useRef, useState } from 'react'
import type { FaultData } from '#pipeline/fault.ts'
import { isAbort } from './ask.ts'

/** A question that nobody waits for any longer than this is given up for the newest. */
const patienceMs = 400

export interface Latest<A> {
  answer: A | undefined
  fault: FaultData | undefined
  /** Milliseconds from the question to the answer. */
  took: number
}

/**
 * The answer to the newest question: one is under way at a time, and of those that came meanwhile only the last is asked
 * next, so that a slider never makes a queue. `undefined` asks nothing.
 */
export function useLatest<Q, A>(question: Q | undefined, ask: (question: Q, signal: AbortSignal) => Promise<A>) {
  const [latest, setLatest] = useState<Latest<A>>({ answer: undefined, fault: undefined, took: 0 })
  const asking = useRef(ask)
  asking.current = ask
  const state = useRef<{ next: Q | undefined; busy: AbortController | undefined; since: number; gone: boolean }>({
    ...{ next: undefined, busy: undefined, since: 0, gone: false },
  })

  useEffect(() => {
    const own = state.current
    own.gone = false
    return () => {
      own.gone = true
      own.busy?.abort()
    }
  }, [])

  useEffect(() => {
    const own = state.current
    own.next = question
    if (question === undefined) return
    if (own.busy && performance.now() - own.since > patienceMs) own.busy.abort()
    if (own.busy) return
    const go = async () => {
      while (own.next !== undefined && !own.gone) {
        const now = own.next
        own.next = undefined
        const control = new AbortController()
        own.busy = control
        own.since = performance.now()
        try {
          const answer = await asking.current(now, control.signal)
          if (!own.gone) setLatest({ answer, fault: undefined, took: performance.now() - own.since })
        } catch (thrown) {
          if (!isAbort(thrown) && !own.gone)
            setLatest(({ answer }) => ({ answer, fault: thrown as FaultData, took: performance.now() - own.since }))
        }
      }
      own.busy = undefined
    }
    go()
  }, [question])

  return latest
}
