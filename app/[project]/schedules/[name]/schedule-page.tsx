'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { LoadedPage } from '../../../_frame/loaded-page.tsx'
import { Page, Section } from '../../../_frame/page.tsx'
import { useTRPC } from '../../../_trpc/client.tsx'
import { words } from '../../../_words/en.ts'
import { Foreseen } from '../foreseen.tsx'
import { timingText } from '../timing-text.ts'
import { Actions } from './actions.tsx'
import { Firings } from './firings.tsx'
import { SetUp } from './set-up.tsx'

const text = words.schedules

export function SchedulePage({ project, name }: { project: string; name: string }) {
  const trpc = useTRPC()
  const schedule = useQuery(trpc.schedules.get.queryOptions({ name }))
  return (
    <LoadedPage title={name} parent={{ href: `/${project}/schedules`, label: text.title }} query={schedule} what={name}>
      {(shown) => (
        <Page
          title={shown.name}
          note={
            <>
              {timingText(shown.timing)} →{' '}
              <Link className="link" href={`/${project}/pipelines/${shown.pipeline.slug}`}>
                {shown.pipeline.name}
              </Link>
              {shown.pausedAt && ` · ${text.paused}`}
            </>
          }
          parent={{ href: `/${project}/schedules`, label: text.title }}
          actions={<Actions project={project} schedule={shown} />}
        >
          <SetUp schedule={shown} />
          <div className="grid gap-8 lg:grid-cols-[1fr_360px]">
            <Section title={text.past}>
              <Firings project={project} schedule={shown.id} />
            </Section>
            <Section title={text.upcoming} about={shown.pausedAt ? undefined : text.nextAbout}>
              {shown.pausedAt ? (
                <p className="text-soft">{text.pausedAbout}</p>
              ) : (
                <Foreseen timing={shown.timing} count={20} />
              )}
            </Section>
          </div>
        </Page>
      )}
    </LoadedPage>
  )
}
