'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTRPC } from '../_trpc/client.tsx'
import type { Outputs } from '../_trpc/outputs.ts'
import { Loaded } from '../_ui/loaded.tsx'
import { RelativeTime } from '../_ui/relative-time.tsx'
import { StatusGlyph } from '../_ui/status-glyph.tsx'
import { words } from '../_words/en.ts'
import { DriftReport } from './drift-report.tsx'
import { MakeMonitor } from './make-monitor.tsx'

const text = words.monitors
type Runs = Outputs['monitors']['reports']['runs']

/** What watches an endpoint: its newest report in full, and those before. */
export function EndpointMonitor({ project, endpoint }: { project: string; endpoint: string }) {
  const trpc = useTRPC()
  const found = useQuery(trpc.monitors.reports.queryOptions({ endpoint }))
  return (
    <Loaded query={found} what={text.reports.toLowerCase()}>
      {({ pipelines, runs }) =>
        pipelines.length === 0 ? (
          <div className="flex flex-col items-start gap-3">
            <p className="max-w-prose text-soft">{text.none}</p>
            <MakeMonitor endpoint={endpoint} />
          </div>
        ) : (
          <div className="flex flex-col gap-6">
            <p className="flex flex-wrap gap-x-4 text-soft">
              {pipelines.map(({ slug, name }) => (
                <Link key={slug} className="link" href={`/${project}/pipelines/${slug}`}>
                  {name}
                </Link>
              ))}
              {runs.length === 0 && <span>{text.noReport}</span>}
            </p>
            <Newest runs={runs} />
            {runs.length > 0 && <Past project={project} runs={runs} />}
          </div>
        )
      }
    </Loaded>
  )
}

function Newest({ runs }: { runs: Runs }) {
  const trpc = useTRPC()
  const artifact = runs.find(({ report }) => report)?.report?.artifact
  const drift = useQuery({ ...trpc.artifacts.drift.queryOptions({ artifact: artifact ?? '' }), enabled: !!artifact })
  if (!artifact) return null
  return (
    <Loaded query={drift} what={text.reports.toLowerCase()}>
      {(found) => <DriftReport drift={found} />}
    </Loaded>
  )
}

function Past({ project, runs }: { project: string; runs: Runs }) {
  return (
    <table aria-label={text.reports} className="w-full text-left">
      <thead className="border-b border-line text-12 text-faint [&_th]:pb-1 [&_th]:font-normal">
        <tr>
          <th className="w-32">{text.when}</th>
          <th>{text.share}</th>
          <th className="w-24">{text.run}</th>
        </tr>
      </thead>
      <tbody>
        {runs.map(({ id, at, status, fault, report }) => (
          <tr key={id} className="border-b border-line [&>td]:h-8 [&>td]:pr-3">
            <td>
              <RelativeTime at={at} />
            </td>
            <td className="text-soft">
              {report
                ? text.drift(report.metrics.driftedFeatures ?? 0, report.metrics.features ?? 0)
                : (fault?.message ?? words.status[status])}
            </td>
            <td>
              <Link href={`/${project}/runs/${id}`}>
                <StatusGlyph status={status} label="shown" />
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
