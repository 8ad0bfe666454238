import { useCallback, useState } from 'react'

interface Steps<T> {
  past: T[]
  now: T
  future: T[]
  at: number
}

/** Changes that follow each other so soon are one step: a word, not its letters. */
const togetherMs = 700
const most = 200

/** A value with every step back to what it was when the page was opened. */
export function useUndo<T>(begin: () => T) {
  const [{ past, now, future }, setSteps] = useState<Steps<T>>(() => ({
    ...{ past: [], now: begin(), future: [], at: 0 },
  }))
  const change = useCallback((how: (before: T) => T) => {
    setSteps((steps) => {
      const at = Date.now()
      const joined = at - steps.at < togetherMs && steps.past.length > 0
      const before = joined ? steps.past : [...steps.past, steps.now].slice(-most)
      return { past: before, now: how(steps.now), future: [], at }
    })
  }, [])
  const undo = useCallback(() => {
    setSteps((steps) => {
      const last = steps.past.at(-1)
      if (last === undefined) return steps
      return { past: steps.past.slice(0, -1), now: last, future: [steps.now, ...steps.future], at: 0 }
    })
  }, [])
  const redo = useCallback(() => {
    setSteps((steps) => {
      const [next, ...rest] = steps.future
      if (next === undefined) return steps
      return { past: [...steps.past, steps.now], now: next, future: rest, at: 0 }
    })
  }, [])
  return { now, change, ...(past.length > 0 && { undo }), ...(future.length > 0 && { redo }) }
}
