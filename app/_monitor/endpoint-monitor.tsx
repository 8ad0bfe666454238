'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTRPC } from '../_trpc/client.tsx'
import { Loaded } from '../_ui/loaded.tsx'
import { words } from '../_words/en.ts'
import { MakeMonitor } from './make-monitor.tsx'
import { PastReports } from './past-reports.tsx'
import { StoredReport } from './stored-report.tsx'
import { Watchers } from './watchers.tsx'

const text = words.monitors
const shownRuns = 5

/** What watches an endpoint: its newest report of drift in full, and what the last runs found. */
export function EndpointMonitor({ project, endpoint }: { project: string; endpoint: string }) {
  const trpc = useTRPC()
  const found = useQuery(trpc.monitors.reports.queryOptions({ endpoint }))
  return (
    <Loaded query={found} what={text.reports.toLowerCase()}>
      {({ pipelines, runs }) => {
        if (pipelines.length === 0)
          return (
            <div className="flex flex-col items-start gap-3">
              <p className="max-w-prose text-soft">{text.none}</p>
              <MakeMonitor endpoint={endpoint} />
            </div>
          )
        const [newest] = runs.flatMap(({ reports }) => reports.filter(({ kind }) => kind === 'drift'))
        return (
          <div className="flex flex-col gap-6">
            <p className="flex flex-wrap gap-x-4 text-soft">
              <Watchers project={project} pipelines={pipelines} />
              {runs.length === 0 ? (
                <span>{text.noReport}</span>
              ) : (
                <Link className="link" href={`/${project}/endpoints/${endpoint}/reports`}>
                  {text.all}
                </Link>
              )}
            </p>
            {runs.length > 0 && <PastReports project={project} runs={runs.slice(0, shownRuns)} />}
            {newest && <StoredReport kind="drift" artifact={newest.artifact} />}
          </div>
        )
      }}
    </Loaded>
  )
}
