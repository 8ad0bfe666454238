'use client'
import { useEffect, useState } from 'react'
import { words } from '../_words/en.ts'

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]
const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

export function relativeTime(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? []
  return unit && size ? format.format(Math.round(seconds / size), unit) : words.common.justNow
}

/** How long ago, with the exact time on hover. */
export function RelativeTime({ at }: { at: Date | string }) {
  const date = new Date(at)
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <time
      dateTime={date.toISOString()}
      title={date.toLocaleString()}
      className="whitespace-nowrap"
      suppressHydrationWarning
    >
      {relativeTime(date, now)}
    </time>
  )
}
