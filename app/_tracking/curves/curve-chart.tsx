'use client'
import type * as Plot from '@observablehq/plot'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { alone, useTRPC } from '../../_trpc/client.tsx'
import { Button } from '../../_ui/button.tsx'
import { Chart } from '../../_ui/chart.tsx'
import { Loaded } from '../../_ui/loaded.tsx'
import { words } from '../../_words/en.ts'
import { curveHeight, drawCurve } from './draw-curve.ts'
import { type CurveRun, figuresOf, linesOf } from './lines.ts'
import type { CurveView } from './use-curve-view.ts'
import { useNear } from './use-near.ts'
import { useZoom } from './use-zoom.ts'

const text = words.tracking

interface CurveChartProps {
  metric: string
  runs: readonly CurveRun[]
  view: CurveView
}

/** One metric of one run or several, asked for when it comes into sight; a stretch that is drawn over is looked at closely. */
export function CurveChart({ metric, runs, view }: CurveChartProps) {
  const trpc = useTRPC()
  const [box, near] = useNear<HTMLElement>()
  const zoom = useZoom(view.axis, runs)
  const curves = useQuery(
    trpc.tracked.curves.queryOptions(
      {
        runs: runs.map(({ id }) => id),
        key: metric,
        axis: view.axis === 'step' ? 'step' : 'time',
        ...zoom.span,
      },
      { enabled: near, placeholderData: keepPreviousData, ...alone },
    ),
  )
  const lines = useMemo(
    () => linesOf(curves.data ?? [], runs, view.axis, view.smoothing),
    [curves.data, runs, view.axis, view.smoothing],
  )
  const draw = useCallback(
    (plot: typeof Plot, width: number) =>
      zoom.watch(drawCurve(plot, width, lines, view) as ReturnType<typeof Plot.plot>),
    [lines, view, zoom.watch],
  )
  const table = useMemo(
    () => ({ columns: [...(lines.length > 1 ? [text.run] : []), ...text.curveColumns], rows: figuresOf(lines) }),
    [lines],
  )
  return (
    <section ref={box} aria-label={metric} className="min-w-0" style={{ minHeight: curveHeight + 28 }}>
      <header className="flex min-h-control items-center gap-3">
        <h3 className="min-w-0 truncate text-13" title={metric}>
          {metric}
        </h3>
        {zoom.span && (
          <Button look="quiet" onClick={zoom.reset}>
            {text.showAll}
          </Button>
        )}
      </header>
      <Loaded query={curves} what={metric}>
        {() => <Chart label={text.curveOf(metric)} height={curveHeight} draw={draw} table={table} />}
      </Loaded>
    </section>
  )
}
