'use client'
import { useEffect, useState } from 'react'
import { words } from '../../_words/en.ts'
import { Elapsed, shortDuration } from '../adapter/outcome.tsx'
import type { StepView } from '../api.ts'

const estimateAfter = 10_000

/** A share done; once it takes long, how long it will still take. */
export function StepProgress({ step: { progress, message, startedAt } }: { step: StepView }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  const elapsed = startedAt ? now - startedAt.getTime() : 0
  const left = progress && elapsed > estimateAfter ? (elapsed / progress) * (1 - progress) : undefined
  return (
    <div className="flex flex-col gap-1">
      <progress
        aria-label={message ?? words.status.running}
        {...(progress !== null && { value: progress })}
        className="h-1 w-full overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-status-running [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-status-running"
      />
      <p className="flex justify-between gap-3 text-12 text-soft">
        <span className="truncate">{message}</span>
        <span className="figures shrink-0">
          {progress !== null && `${Math.floor(progress * 100)} % · `}
          <Elapsed since={startedAt} />
          {left !== undefined && ` · ${words.canvas.step.left(shortDuration(left))}`}
        </span>
      </p>
    </div>
  )
}
