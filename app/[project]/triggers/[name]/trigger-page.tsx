'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { LoadedPage } from '../../../_frame/loaded-page.tsx'
import { Page, Section } from '../../../_frame/page.tsx'
import { useTRPC } from '../../../_trpc/client.tsx'
import { FaultNotice } from '../../../_ui/fault-notice.tsx'
import { RelativeTime } from '../../../_ui/relative-time.tsx'
import { words } from '../../../_words/en.ts'
import { watchText } from '../watch-text.ts'
import { Actions } from './actions.tsx'
import { Arrivals } from './arrivals.tsx'
import { HowTo } from './how-to.tsx'
import { SetUp } from './set-up.tsx'

const text = words.triggers

interface TriggerPageProps {
  project: string
  name: string
  apiUrl: string
}

export function TriggerPage({ project, name, apiUrl }: TriggerPageProps) {
  const trpc = useTRPC()
  const trigger = useQuery(trpc.triggers.get.queryOptions({ name }))
  return (
    <LoadedPage title={name} parent={{ href: `/${project}/triggers`, label: text.title }} query={trigger} what={name}>
      {(shown) => (
        <Page
          title={shown.name}
          note={
            <>
              {watchText(shown.watch, shown.watched?.name)} →{' '}
              <Link className="link" href={`/${project}/pipelines/${shown.pipeline.slug}`}>
                {shown.pipeline.name}
              </Link>
              {shown.pausedAt && ` · ${text.paused}`}
            </>
          }
          parent={{ href: `/${project}/triggers`, label: text.title }}
          actions={<Actions project={project} trigger={shown} />}
        >
          {shown.fault && shown.failingSince && (
            <FaultNotice fault={shown.fault}>
              <p className="mt-0.5 text-soft">
                {text.failingSince} <RelativeTime at={shown.failingSince} />
              </p>
            </FaultNotice>
          )}
          <SetUp trigger={shown} project={project} />
          <HowTo trigger={shown} apiUrl={apiUrl} />
          <Section title={text.arrivals} about={text.arrivalsAbout}>
            <Arrivals project={project} trigger={shown} />
          </Section>
        </Page>
      )}
    </LoadedPage>
  )
}
