'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTRPC } from '../_trpc/client.tsx'
import type { Outputs } from '../_trpc/outputs.ts'
import { words } from '../_words/en.ts'
import { timingText } from '../[project]/schedules/timing-text.ts'

interface WatchersProps {
  project: string
  pipelines: Outputs['monitors']['reports']['pipelines']
}

/** The pipelines that watch an endpoint, each with the schedules that run it. */
export function Watchers({ project, pipelines }: WatchersProps) {
  const trpc = useTRPC()
  const schedules = useQuery(trpc.schedules.list.queryOptions()).data ?? []
  return pipelines.map(({ slug, name }) => (
    <span key={slug} className="flex flex-wrap gap-x-2">
      <Link className="link" href={`/${project}/pipelines/${slug}`}>
        {name}
      </Link>
      {schedules
        .filter(({ pipeline }) => pipeline.slug === slug)
        .map((schedule) => (
          <Link key={schedule.id} className="link" href={`/${project}/schedules/${encodeURIComponent(schedule.name)}`}>
            {schedule.pausedAt ? words.schedules.paused : timingText(schedule.timing)}
          </Link>
        ))}
    </span>
  ))
}
