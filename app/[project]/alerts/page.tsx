import type { Metadata } from 'next'
import type { PageProps } from '../../_frame/page-props.ts'
import { Prefetched } from '../../_trpc/prefetched.tsx'
import { words } from '../../_words/en.ts'
import { AlertsPage } from './alerts-page.tsx'

export const metadata: Metadata = { title: words.alerts.title }

export default async function Page({ params }: PageProps<'project'>) {
  const { project } = await params
  return (
    <Prefetched
      project={project}
      queries={(trpc) => [
        trpc.alerts.list.queryOptions(),
        trpc.alerts.silences.queryOptions(),
        trpc.channels.list.queryOptions(),
      ]}
    >
      <AlertsPage project={project} />
    </Prefetched>
  )
}
