'use client'
import type * as Plot from '@observablehq/plot'
import { useCallback, useMemo } from 'react'
import { Chart } from '../../_ui/chart.tsx'
import { MetricText } from '../../_ui/number-text.tsx'
import { words } from '../../_words/en.ts'
import type { StepView } from '../api.ts'
import { useEditor } from '../editor-context.ts'
import { curveLabel, type Family, familiesOf } from './curve-families.ts'
import { useLive } from './use-live.ts'

const said = words.canvas.step
const height = 140

/** The figures that a step reports: curves while it trains, single numbers as they are. */
export function Curves({ run, node, step }: { run: string; node: string; step: StepView }) {
  const { api } = useEditor()
  const points = useLive(['metrics', run, node], step, () => api.metrics(run, node))
  const families = useMemo(() => familiesOf(points ?? []), [points])
  return families.map(({ title, curves }) =>
    curves.every(({ points: { length } }) => length < 2) ? (
      <p key={title} className="flex justify-between border-b border-line pb-1">
        <code>{title}</code>
        <MetricText value={curves[0]?.points[0]?.value ?? 0} />
      </p>
    ) : (
      <CurveChart key={title} title={title} curves={curves} />
    ),
  )
}

function CurveChart({ title, curves }: Family) {
  const draw = useCallback(
    (plot: typeof Plot, width: number) =>
      plot.plot({
        width,
        height,
        marginLeft: 42,
        marginRight: 66,
        style: { background: 'transparent', fontFamily: 'inherit', fontSize: '12px' },
        x: { label: null, tickFormat: 'd', ticks: 4 },
        y: { label: null, nice: true, ticks: 4, zero: false },
        marks: curves.flatMap((curve, index) => {
          const stroke = index === 0 ? 'var(--chart-now)' : 'var(--chart-then)'
          return [
            plot.line(curve.points, { x: 'index', y: 'value', stroke, strokeWidth: 1.5 }),
            plot.text(curve.points.slice(-1), {
              x: 'index',
              y: 'value',
              text: () => curveLabel(curve, title),
              textAnchor: 'start',
              dx: 6,
              dy: apart(curves, index),
              fill: stroke,
            }),
          ]
        }),
      }),
    [curves, title],
  )
  const table = useMemo(() => {
    const rows = new Map<number, (string | number)[]>()
    for (const [at, { points }] of curves.entries())
      for (const { index, value } of points) {
        const row = rows.get(index) ?? [index, ...curves.map(() => '')]
        row[at + 1] = value
        rows.set(index, row)
      }
    return { columns: ['', ...curves.map(({ name }) => name)], rows: [...rows.values()] }
  }, [curves])
  return (
    <section>
      <h3 className="text-12 text-faint">{said.curve(title)}</h3>
      <Chart label={said.curve(title)} draw={draw} height={height} table={table} />
    </section>
  )
}

/** Moves the labels of two curves that end close together up and down. */
function apart(curves: Family['curves'], index: number): number {
  const ends = curves.map(({ points }) => points.at(-1)?.value ?? 0)
  if (ends.length !== 2) return 0
  const isUpper = (ends[index] ?? 0) > (ends[1 - index] ?? 0) || (ends[0] === ends[1] && index === 0)
  return isUpper ? -7 : 7
}
