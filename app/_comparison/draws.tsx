'use client'
import type * as Plot from '@observablehq/plot'
import { useCallback } from 'react'
import type { Comparison } from '#pipeline/ports/comparison.ts'
import { Chart } from '../_ui/chart.tsx'
import { words } from '../_words/en.ts'

const text = words.comparison
const height = 140

/** How the gain comes out when rows are drawn again: all of it on one side of nothing is what "sure" means. */
export function Draws({ draws: { edges, counts } }: { draws: Comparison['draws'] }) {
  const draw = useCallback(
    (plot: typeof Plot, width: number) =>
      plot.plot({
        width: Math.min(width, 480),
        height,
        marginLeft: 12,
        marginRight: 24,
        marginBottom: 36,
        style: { background: 'transparent', color: 'var(--ink-soft)', fontSize: '12px' },
        x: { label: `${text.columns.gain} (${text.draws.toLowerCase()})`, ticks: width < 400 ? 4 : 6 },
        y: { axis: null },
        marks: [
          plot.rectY(counts, {
            x1: (_: number, index: number) => edges[index],
            x2: (_: number, index: number) => edges[index + 1],
            y: (count: number) => count,
            fill: (_: number, index: number) => ((edges[index] ?? 0) >= 0 ? 'var(--chart-now)' : 'var(--chart-then)'),
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
      label={text.draws}
      height={height}
      draw={draw}
      table={{
        columns: [words.models.from, words.models.to, text.columns.rows],
        rows: counts.map((count, index) => [edges[index] ?? 0, edges[index + 1] ?? 0, count]),
      }}
    />
  )
}
