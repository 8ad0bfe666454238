'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Section } from '../_frame/page.tsx'
import { useAddress } from '../_list/use-address.ts'
import { useTRPC } from '../_trpc/client.tsx'
import type { Outputs } from '../_trpc/outputs.ts'
import { Loaded } from '../_ui/loaded.tsx'
import { words } from '../_words/en.ts'
import { Past } from './past.tsx'
import { ReleaseDetails } from './release-details.tsx'
import { StartRelease } from './start-release.tsx'
import { TrafficCharts } from './traffic-charts.tsx'

const text = words.releases
const hour = 60 * 60 * 1000

interface ReleaseSectionProps {
  project: string
  endpoint: string
  target: Outputs['endpoints']['get']['targets'][number]
}

/** The release under way, or the last; how all versions do; and every release before. */
export function ReleaseSection({ project, endpoint, target }: ReleaseSectionProps) {
  const trpc = useTRPC()
  const address = useAddress()
  const id = address.get('release')
  const release = useQuery(trpc.releases.get.queryOptions({ endpoint, ...(id && { id }) }))
  const all = useQuery(trpc.releases.list.queryOptions({ endpoint }))
  const open = all.data?.some(({ endedAt }) => endedAt === null)
  const [opened] = useState(() => new Date(Date.now() - hour))
  const shown = release.data
  return (
    <>
      <Section
        title={text.title}
        {...(!open && { about: text.about, actions: <StartRelease endpoint={endpoint} target={target} /> })}
      >
        <Loaded query={release} what={text.title.toLowerCase()}>
          {(found) =>
            found ? <ReleaseDetails project={project} release={found} /> : <p className="text-soft">{text.none}</p>
          }
        </Loaded>
        {all.data && shown && all.data.length > 1 && (
          <Past
            releases={all.data}
            shown={shown.id}
            onShow={(next) => address.set({ release: next === all.data[0]?.id ? undefined : next })}
          />
        )}
      </Section>
      <Section title={text.traffic} about={shown && !shown.endedAt ? text.trafficSince : text.trafficLast}>
        <TrafficCharts
          endpoint={endpoint}
          from={shown && !shown.endedAt ? new Date(shown.startedAt.getTime() - hour / 12) : opened}
          then={shown?.from.id}
          now={shown?.to.id}
        />
      </Section>
    </>
  )
}
