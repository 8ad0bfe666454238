'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTRPC } from '../../_trpc/client.tsx'
import { Loaded } from '../../_ui/loaded.tsx'
import { words } from '../../_words/en.ts'
import { CurveChart } from '../curves/curve-chart.tsx'
import { CurveControls } from '../curves/curve-controls.tsx'
import { useCurveView } from '../curves/use-curve-view.ts'
import { seriesLook } from '../series.ts'
import type { Run } from './run.ts'
import { SearchList } from './search-list.tsx'

const text = words.tracking

/** A curve of every metric that has more than one point. */
export function RunCurves({ run }: { run: Run }) {
  const trpc = useTRPC()
  const { view, set } = useCurveView()
  const sparks = useQuery(trpc.tracked.sparks.queryOptions({ id: run.id }))
  const { id, name, startedAt } = run
  const runs = useMemo(() => [{ id, name, startedAt, look: seriesLook(0) }], [id, name, startedAt])
  return (
    <div className="flex flex-col gap-4 pt-4">
      <CurveControls view={view} onView={set} />
      <Loaded query={sparks} what={text.tabs.curves.toLowerCase()}>
        {(found) => {
          const curves = found.filter(({ values }) => values.length > 1)
          if (curves.length === 0) return <p className="py-8 text-soft">{text.noCurves}</p>
          return (
            <SearchList rows={curves} what={text.metrics} text={({ key }) => key}>
              {(shown) => (
                <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
                  {shown.map(({ key }) => (
                    <CurveChart key={key} metric={key} runs={runs} view={view} />
                  ))}
                </div>
              )}
            </SearchList>
          )
        }}
      </Loaded>
    </div>
  )
}
