'use client'
import { useQuery } from '@tanstack/react-query'
import { SeverityMark } from '../../../_alerts/severity-mark.tsx'
import { StateMark } from '../../../_alerts/state-mark.tsx'
import { LoadedPage } from '../../../_frame/loaded-page.tsx'
import { Page, Section } from '../../../_frame/page.tsx'
import { Fact } from '../../../_registry/fact.tsx'
import { useTRPC } from '../../../_trpc/client.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { ButtonLink } from '../../../_ui/button-link.tsx'
import { RelativeTime } from '../../../_ui/relative-time.tsx'
import { words } from '../../../_words/en.ts'
import { Silences } from '../silences.tsx'
import { Actions } from './actions.tsx'
import { History } from './history.tsx'
import { Messages } from './messages.tsx'

const text = words.alerts
type Found = Outputs['alerts']['get']

export function AlertPage({ project, id }: { project: string; id: string }) {
  const trpc = useTRPC()
  const alert = useQuery(trpc.alerts.get.queryOptions({ id }))
  const parent = { href: `/${project}/alerts`, label: text.title }
  return (
    <LoadedPage title={text.title} parent={parent} query={alert} what={text.one}>
      {(found) => (
        <Page
          title={<span className="inline-block first-letter:uppercase">{found.title}</span>}
          note={<StateMark state={found.state} />}
          parent={parent}
          actions={<Actions alert={found} />}
        >
          <About project={project} alert={found} />
          <Silences of={found} />
          <div className="grid gap-8 lg:grid-cols-2">
            <Section title={text.history}>
              <History alert={found} />
            </Section>
            <Section title={text.messages}>
              <Messages alert={found} />
            </Section>
          </div>
        </Page>
      )}
    </LoadedPage>
  )
}

/** What changed, since when, how bad; and the two ways on. */
function About({ project, alert }: { project: string; alert: Found }) {
  const { what, since, severity, count, lastAt, settledAt, link, retrainer } = alert
  return (
    <section className="flex flex-col items-start gap-4">
      <p className="max-w-160 text-15 first-letter:uppercase">{what}</p>
      <dl className="flex flex-col gap-1">
        <Fact label={text.howBad}>
          <SeverityMark severity={severity} />
        </Fact>
        <Fact label={text.since}>
          <RelativeTime at={since} />
        </Fact>
        <Fact label={text.howOften}>
          {text.times(count)} {count > 1 && <RelativeTime at={lastAt} />}
        </Fact>
        {settledAt && (
          <Fact label={text.overSince}>
            <RelativeTime at={settledAt} />
          </Fact>
        )}
      </dl>
      <p className="flex flex-wrap gap-2">
        <ButtonLink look={settledAt ? 'plain' : 'primary'} href={`/${project}${link}`}>
          {text.report}
        </ButtonLink>
        {retrainer && (
          <ButtonLink href={`/${project}/pipelines/${retrainer.slug}?plan=open`}>{text.retrain}</ButtonLink>
        )}
      </p>
    </section>
  )
}
