'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Section } from '../_frame/page.tsx'
import { useTRPC } from '../_trpc/client.tsx'
import { RelativeTime } from '../_ui/relative-time.tsx'
import { words } from '../_words/en.ts'
import { AlarmChips } from './alarm-chips.tsx'

const text = words.monitors

/** What the newest report says of an endpoint, in a line; nothing where nobody watches it. */
export function MonitoredNow({ project, endpoint }: { project: string; endpoint: string }) {
  const trpc = useTRPC()
  const found = useQuery(trpc.monitors.reports.queryOptions({ endpoint }))
  const newest = found.data?.runs.find(({ reports }) => reports.length > 0)
  if (!newest) return null
  return (
    <Section title={text.nowTitle}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <AlarmChips reports={newest.reports} />
        <Link className="link" href={`/${project}/endpoints/${endpoint}/reports?run=${newest.id}`}>
          {words.alerts.report}
        </Link>
        <span className="text-12 text-faint">
          <RelativeTime at={newest.at} />
        </span>
      </div>
    </Section>
  )
}
