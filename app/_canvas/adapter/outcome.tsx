'use client'
import { useEffect, useState } from 'react'
import { durationText } from '../../_ui/duration.tsx'
import { numberText } from '../../_ui/number-text.tsx'
import { words } from '../../_words/en.ts'
import type { StepView } from '../api.ts'

/** How a step went, in figures: the time it took and the rows that came out. */
export function Outcome({ step }: { step: StepView }) {
  const rows = step.status === 'running' ? null : step.rowsOut
  return (
    <p className="figures shrink-0" title={whyOf(step)}>
      <Time step={step} />
      {rows !== null && <span title={`${rows.toLocaleString('en')} rows`}> · {numberText(rows)}</span>}
    </p>
  )
}

function Time({ step }: { step: StepView }) {
  if (step.status === 'reused') return words.status.reused.toLowerCase()
  if (step.status === 'running')
    return step.progress === null ? <Elapsed since={step.startedAt} /> : `${Math.floor(step.progress * 100)} %`
  if (!step.startedAt || !step.endedAt) return null
  return shortDuration(step.endedAt.getTime() - step.startedAt.getTime())
}

export function Elapsed({ since }: { since: Date | null }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return since ? shortDuration(Math.max(now - since.getTime(), 0), 'whole') : null
}

/** `40 ms`, `2.3 s`, `14 s`, `3 min 05 s`. */
export function shortDuration(milliseconds: number, precision?: 'whole'): string {
  if (precision === 'whole' && milliseconds < 60_000) return `${Math.floor(milliseconds / 1000)} s`
  if (milliseconds < 995) return `${Math.round(milliseconds / 10) * 10} ms`
  if (milliseconds < 9950) return `${(milliseconds / 1000).toFixed(1)} s`
  return milliseconds < 60_000 ? `${Math.round(milliseconds / 1000)} s` : durationText(milliseconds)
}

function whyOf({ status, fault }: StepView): string | undefined {
  if (status === 'reused') return words.canvas.card.reusedWhy
  if (status === 'skipped') return words.canvas.card.skippedWhy
  return fault?.message
}
