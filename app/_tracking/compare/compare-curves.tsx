'use client'
import { useQueries } from '@tanstack/react-query'
import { useTRPC } from '../../_trpc/client.tsx'
import { words } from '../../_words/en.ts'
import { CurveChart } from '../curves/curve-chart.tsx'
import { CurveControls } from '../curves/curve-controls.tsx'
import type { CurveRun } from '../curves/lines.ts'
import { useCurveView } from '../curves/use-curve-view.ts'
import { SearchList } from '../run/search-list.tsx'

const text = words.tracking

/** A picture for each metric, with the curves of all runs in it. */
export function CompareCurves({ runs }: { runs: readonly CurveRun[] }) {
  const trpc = useTRPC()
  const { view, set } = useCurveView()
  const sparks = useQueries({ queries: runs.map(({ id }) => trpc.tracked.sparks.queryOptions({ id })) })
  const keys = new Set(
    sparks.flatMap(({ data }) => data?.filter(({ values }) => values.length > 1).map(({ key }) => key) ?? []),
  )
  if (sparks.some(({ isLoading }) => isLoading))
    return <p className="pt-4 text-soft">{words.common.loading(text.tabs.curves.toLowerCase())}</p>
  if (keys.size === 0) return <p className="py-8 text-soft">{text.noCurves}</p>
  return (
    <div className="flex flex-col gap-4 pt-4">
      <CurveControls view={view} onView={set} />
      <SearchList rows={[...keys].sort()} what={text.metrics} text={(key) => key}>
        {(shown) => (
          <div className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
            {shown.map((key) => (
              <CurveChart key={key} metric={key} runs={runs} view={view} />
            ))}
          </div>
        )}
      </SearchList>
    </div>
  )
}
