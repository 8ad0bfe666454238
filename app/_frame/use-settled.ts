import { useEffect, useState } from 'react'

const pauseMs = 150

/** A value once it has stayed the same for a moment: what is asked while somebody types. */
export function useSettled<T>(value: T, pause = pauseMs): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause)
    return () => clearTimeout(timer)
  }, [value, pause])
  return settled
}
