'use client'
import type * as Plot from '@observablehq/plot'
import { useCallback } from 'react'
import { Chart } from '../../../_ui/chart.tsx'
import { words } from '../../../_words/en.ts'

const text = words.models
const hues = [
  'var(--chart-now)',
  'var(--chart-then)',
  'var(--kind-etl)',
  'var(--kind-validation)',
  'var(--kind-deployment)',
]

interface Curve {
  class: string
  auc: number
  fpr: number[]
  tpr: number[]
}

export function Roc({ curves }: { curves: readonly Curve[] }) {
  const draw = useCallback(
    (plot: typeof Plot, width: number) =>
      plot.plot({
        width: Math.min(width, 380),
        height: Math.min(width, 380),
        marginLeft: 44,
        marginBottom: 36,
        style: { background: 'transparent', color: 'var(--ink-soft)', fontSize: '12px' },
        x: { label: text.falsePositives, tickFormat: '%', ticks: 5, domain: [0, 1] },
        y: { label: text.truePositives, tickFormat: '%', ticks: 5, domain: [0, 1] },
        marks: [
          plot.link([0], { x1: 0, y1: 0, x2: 1, y2: 1, stroke: 'var(--line-strong)', strokeDasharray: '3 3' }),
          ...curves.map(({ fpr, tpr }, index) =>
            plot.line(fpr, { x: fpr, y: tpr, stroke: hues[index % hues.length] ?? '', strokeWidth: 1.75 }),
          ),
          plot.text(curves, {
            x: 0.98,
            y: (_: Curve, index: number) => 0.05 + (curves.length - 1 - index) * 0.065,
            text: ({ class: name, auc }: Curve) => text.auc(name, auc),
            fill: (_: Curve, index: number) => hues[index % hues.length],
            textAnchor: 'end',
            fontWeight: 550,
          }),
        ],
      }),
    [curves],
  )
  return (
    <Chart
      label={`${text.roc}. ${curves.map(({ class: name, auc }) => text.auc(name, auc)).join('; ')}`}
      height={380}
      draw={draw}
      table={{
        columns: [text.class, text.falsePositives, text.truePositives],
        rows: curves.flatMap(({ class: name, fpr, tpr }) => fpr.map((x, index) => [name, x, tpr[index] ?? 0])),
      }}
    />
  )
}
