'use client'
import type * as Plot from '@observablehq/plot'
import { useCallback } from 'react'
import { Chart } from '../../../_ui/chart.tsx'
import { words } from '../../../_words/en.ts'

const text = words.models

interface ScatterProps {
  /** Actual and predicted. */
  points: readonly (readonly [number, number])[]
  target: string
}

export function Scatter({ points, target }: ScatterProps) {
  const draw = useCallback(
    (plot: typeof Plot, width: number) => {
      const side = Math.min(width, 380)
      const all = points.flat()
      const ends = [Math.min(...all), Math.max(...all)]
      return plot.plot({
        width: side,
        height: side,
        marginLeft: 52,
        marginBottom: 36,
        style: { background: 'transparent', color: 'var(--ink-soft)', fontSize: '12px' },
        x: { label: text.actualOf(target), domain: ends, ticks: 5 },
        y: { label: text.predicted, domain: ends, ticks: 5 },
        marks: [
          plot.link([0], {
            x1: ends[0] ?? 0,
            y1: ends[0] ?? 0,
            x2: ends[1] ?? 1,
            y2: ends[1] ?? 1,
            stroke: 'var(--line-strong)',
            strokeDasharray: '3 3',
          }),
          plot.dot(points, { x: '0', y: '1', r: 1.75, fill: 'var(--chart-now)', fillOpacity: 0.45 }),
        ],
      })
    },
    [points, target],
  )
  return (
    <Chart
      label={text.scatter}
      height={380}
      draw={draw}
      table={{ columns: [text.actual, text.predicted], rows: points.slice(0, 500).map((point) => [...point]) }}
    />
  )
}
