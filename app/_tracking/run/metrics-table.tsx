'use client'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../_trpc/client.tsx'
import { words } from '../../_words/en.ts'
import { Spark } from '../curves/spark.tsx'
import { measured, measuredText } from '../figures.ts'
import type { Run } from './run.ts'
import { SearchList } from './search-list.tsx'

const text = words.tracking

/** Of each metric the latest value, and how it came there. */
export function MetricsTable({ run }: { run: Run }) {
  const trpc = useTRPC()
  const sparks = useQuery(trpc.tracked.sparks.queryOptions({ id: run.id }))
  if (run.metrics.length === 0) return <p className="text-faint">{text.noMetrics}</p>
  const courses = new Map(sparks.data?.map(({ key, values }) => [key, values]))
  return (
    <SearchList rows={run.metrics} what={text.metrics} text={({ key }) => key}>
      {(metrics) => (
        <table aria-label={text.metrics} className="w-full border-collapse text-left">
          <thead>
            <tr className="border-b border-line text-12 text-faint [&>th]:h-7 [&>th]:pr-4 [&>th]:font-normal">
              <th>{text.metric}</th>
              <th className="text-right">{text.latest}</th>
              <th className="text-right">{text.atStep}</th>
              <th className="w-24">{text.course}</th>
            </tr>
          </thead>
          <tbody>
            {metrics.map(({ key, value, step }) => (
              <tr key={key} className="border-b border-line last:border-0 [&>td]:h-8 [&>td]:pr-4">
                <td className="max-w-64 break-words">{key}</td>
                <td className="figures text-right" title={String(measured(value))}>
                  {measuredText(value)}
                </td>
                <td className="figures text-right text-faint">{step.toLocaleString('en')}</td>
                <td>
                  <Spark values={courses.get(key) ?? []} label={text.curveOf(key)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </SearchList>
  )
}
