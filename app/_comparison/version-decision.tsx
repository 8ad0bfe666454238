'use client'
import { skipToken, useQuery } from '@tanstack/react-query'
import { Check, CircleDot, X } from 'lucide-react'
import Link from 'next/link'
import { Section } from '../_frame/page.tsx'
import { useTRPC } from '../_trpc/client.tsx'
import type { Outputs } from '../_trpc/outputs.ts'
import { Loaded } from '../_ui/loaded.tsx'
import { RelativeTime } from '../_ui/relative-time.tsx'
import { words } from '../_words/en.ts'
import { ComparisonReport } from './comparison-report.tsx'

const text = words.decision
type Event = Outputs['decisions']['get']['events'][number]

interface VersionDecisionProps {
  project: string
  model: string
  number: number
}

/** All that speaks for and against a version: how it compares with the champion, and each step that led here. */
export function VersionDecision({ project, model, number }: VersionDecisionProps) {
  const trpc = useTRPC()
  const decision = useQuery(trpc.decisions.get.queryOptions({ model, number }))
  const artifact = decision.data?.comparison?.artifact
  const comparison = useQuery(trpc.artifacts.comparison.queryOptions(artifact ? { artifact } : skipToken))
  return (
    <Loaded query={decision} what={text.title.toLowerCase()}>
      {({ events }) => (
        <div className="flex flex-col gap-8">
          <Section title={text.comparison}>
            {artifact ? (
              <Loaded query={comparison} what={words.comparison.one}>
                {(found) => <ComparisonReport comparison={found} />}
              </Loaded>
            ) : (
              <p className="text-soft">{text.noComparison}</p>
            )}
          </Section>
          <Section title={text.title} about={text.about}>
            <ol className="flex flex-col">
              {events.map((event) => (
                <Step key={`${event.at.getTime()} ${event.kind} ${event.what}`} project={project} event={event} />
              ))}
            </ol>
          </Section>
        </div>
      )}
    </Loaded>
  )
}

function Step({ project, event: { at, kind, what, good, by, link } }: { project: string; event: Event }) {
  const Icon = good === null ? CircleDot : good ? Check : X
  const tone = good === null ? 'text-faint' : good ? 'text-status-done' : 'text-danger'
  return (
    <li className="grid grid-cols-[16px_88px_1fr] items-baseline gap-x-3 border-b border-line py-1.5">
      <Icon aria-hidden className={`size-3.5 self-center ${tone}`} />
      <span className="font-strong">{text.kinds[kind]}</span>
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
        {link ? (
          <Link href={`/${project}${link}`} className="link wrap-anywhere">
            {what}
          </Link>
        ) : (
          <span className="wrap-anywhere">{what}</span>
        )}
        <span className="ml-auto text-12 text-faint">
          {by && `${words.alerts.by(by)}, `}
          <RelativeTime at={at} />
        </span>
      </span>
    </li>
  )
}
