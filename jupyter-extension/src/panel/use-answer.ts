import { useEffect, useState } from 'react'
import { type Fault, faultOf } from '../fault.ts'
import { ask } from '../server.ts'
import { useStore } from '../store.ts'
import { useParts } from './context.ts'

export interface Answer<T> {
  data?: T
  fault?: Fault
}

/** What a procedure answers: read when the panel is seen, and again when one of the topics has changed. */
export function useAnswer<T>(procedure: string | undefined, topics: readonly string[], input?: unknown): Answer<T> {
  const { platform, seen } = useParts()
  const visible = useStore(seen)
  const changes = useStore(platform.changes)
  const [answer, setAnswer] = useState<Answer<T>>({})
  const question = procedure && JSON.stringify([procedure, input])
  const stamp = ['everything', ...topics].map((topic) => changes[topic] ?? 0).join()

  // biome-ignore lint/correctness/useExhaustiveDependencies: `stamp` is why it is read again.
  useEffect(() => {
    if (!visible || !question) return
    let current = true
    const [name, given] = JSON.parse(question) as [string, unknown]
    ask<T>(name, given).then(
      (data) => current && setAnswer({ data }),
      (thrown) => {
        const fault = faultOf(thrown)
        if (current) setAnswer((before) => ({ ...before, fault }))
        if (['UNAUTHENTICATED', 'UNAVAILABLE'].includes(fault.code)) void platform.refresh()
      },
    )
    return () => {
      current = false
    }
  }, [platform, visible, question, stamp])
  return answer
}
