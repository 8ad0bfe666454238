'use client'
import type * as Plot from '@observablehq/plot'
import { useCallback } from 'react'
import { Chart } from '../../../_ui/chart.tsx'
import { words } from '../../../_words/en.ts'

const text = words.models

export function Residuals({ residuals: { edges, counts } }: { residuals: { edges: number[]; counts: number[] } }) {
  const draw = useCallback(
    (plot: typeof Plot, width: number) =>
      plot.plot({
        width: Math.min(width, 480),
        height: 280,
        marginLeft: 52,
        marginBottom: 36,
        style: { background: 'transparent', color: 'var(--ink-soft)', fontSize: '12px' },
        x: { label: text.residuals, ticks: 6 },
        y: { label: text.rows, ticks: 5 },
        marks: [
          plot.rectY(counts, {
            x1: (_: number, index: number) => edges[index],
            x2: (_: number, index: number) => edges[index + 1],
            y: (count: number) => count,
            fill: 'var(--chart-now)',
            insetLeft: 0.5,
            insetRight: 0.5,
          }),
          plot.ruleX([0], { stroke: 'var(--ink)' }),
        ],
      }),
    [edges, counts],
  )
  return (
    <Chart
      label={text.residuals}
      height={280}
      draw={draw}
      table={{
        columns: [text.from, text.to, text.rows],
        rows: counts.map((count, index) => [edges[index] ?? 0, edges[index + 1] ?? 0, count]),
      }}
    />
  )
}
