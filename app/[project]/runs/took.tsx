'use client'
import { useEffect, useState } from 'react'
import { Duration } from '../../_ui/duration.tsx'

interface TookProps {
  startedAt: Date | null
  endedAt: Date | null
}

/** How long something took, or has taken so far. */
export function Took({ startedAt, endedAt }: TookProps) {
  const [now, setNow] = useState<number>()
  const going = startedAt !== null && endedAt === null
  useEffect(() => {
    if (!going) return
    const tick = () => setNow(Date.now())
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [going])
  const end = endedAt?.getTime() ?? now
  return startedAt && end ? <Duration milliseconds={Math.max(end - startedAt.getTime(), 0)} /> : null
}
