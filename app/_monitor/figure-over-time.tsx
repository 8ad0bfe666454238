'use client'
import type * as Plot from '@observablehq/plot'
import { useCallback, useMemo } from 'react'
import { useAddress } from '../_list/use-address.ts'
import type { Outputs } from '../_trpc/outputs.ts'
import { Chart } from '../_ui/chart.tsx'
import { Select } from '../_ui/select.tsx'
import { timeAxis } from '../_ui/time-axis.ts'
import { words } from '../_words/en.ts'

const text = words.monitors
type Runs = Outputs['monitors']['reports']['runs']

/** One figure in each report, the oldest first; which one is in the address. */
export function FigureOverTime({ runs }: { runs: Runs }) {
  const address = useAddress()
  const names = useMemo(() => namesIn(runs), [runs])
  const name = address.get('figure') ?? names[0] ?? ''
  const points = useMemo(() => pointsOf(runs, name), [runs, name])
  const draw = useCallback(
    (plot: typeof Plot, width: number) =>
      plot.plot({
        width,
        height: 180,
        marginLeft: 56,
        x: timeAxis(
          points.map(({ at }) => at),
          Math.min(6, width / 100),
        ),
        y: { label: name, grid: true, nice: true, zero: true, ...(points.every(({ value }) => value === 0) && flat) },
        marks: [
          plot.lineY(points, { x: 'at', y: 'value', stroke: 'var(--chart-then)' }),
          plot.dot(points, { x: 'at', y: 'value', fill: 'var(--chart-then)', r: 3 }),
        ],
      }),
    [points, name],
  )
  if (names.length === 0) return null
  return (
    <div className="flex flex-col gap-2">
      <Select
        aria-label={text.figure}
        className="max-w-80"
        value={name}
        onValue={(figure) => address.set({ figure })}
        options={names.map((value) => ({ value, label: value }))}
      />
      <Chart
        label={text.overOf(name)}
        height={180}
        draw={draw}
        table={{ columns: [text.when, name], rows: points.map(({ at, value }) => [at.toISOString(), value]) }}
      />
    </div>
  )
}

/** Nothing but noughts have no axis of their own. */
const flat = { domain: [0, 1] }

/** Alarms and shares first, then what is of one column. */
function namesIn(runs: Runs): string[] {
  const names = new Set(runs.flatMap(({ reports }) => reports.flatMap(({ metrics }) => Object.keys(metrics))))
  const stable = [...names].filter((name) => /^[a-z]+\.\S/.test(name))
  const dots = (name: string) => name.split('.').length
  const rank = (name: string) => (name === 'drift.share' ? -1 : dots(name))
  return stable.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}

const pointsOf = (runs: Runs, name: string) =>
  runs
    .flatMap(({ at, reports }) => {
      const value = reports.map(({ metrics }) => metrics[name]).find((one) => one !== undefined)
      return value === undefined ? [] : [{ at, value }]
    })
    .toReversed()
