import type { ReactNode } from 'react'
import { Duration } from '../../_ui/duration.tsx'
import { NumberText } from '../../_ui/number-text.tsx'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { words } from '../../_words/en.ts'
import type { StepView } from '../api.ts'

const said = words.canvas.step

export function StepFacts({ step: { startedAt, endedAt, rowsIn, rowsOut } }: { step: StepView }) {
  const facts: [string, ReactNode][] = [
    ...(startedAt && endedAt
      ? [
          [said.duration, <Duration key="d" milliseconds={endedAt.getTime() - startedAt.getTime()} />] as [
            string,
            ReactNode,
          ],
        ]
      : []),
    ...(rowsIn !== null ? [[said.rowsIn, <NumberText key="i" value={rowsIn} />] as [string, ReactNode]] : []),
    ...(rowsOut !== null ? [[said.rowsOut, <NumberText key="o" value={rowsOut} />] as [string, ReactNode]] : []),
    ...(startedAt ? [[said.started, <RelativeTime key="s" at={startedAt} />] as [string, ReactNode]] : []),
  ]
  if (facts.length === 0) return null
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6">
      {facts.map(([name, value]) => (
        <div key={name} className="col-span-2 grid min-h-7 grid-cols-subgrid items-center border-b border-line">
          <dt className="text-soft">{name}</dt>
          <dd className="text-right">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
