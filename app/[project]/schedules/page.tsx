import type { Metadata } from 'next'
import type { PageProps } from '../../_frame/page-props.ts'
import { Prefetched } from '../../_trpc/prefetched.tsx'
import { words } from '../../_words/en.ts'
import { SchedulesPage } from './schedules-page.tsx'

export const metadata: Metadata = { title: words.schedules.title }

export default async function Page({ params }: PageProps<'project'>) {
  const { project } = await params
  return (
    <Prefetched project={project} queries={(trpc) => [trpc.schedules.list.queryOptions()]}>
      <SchedulesPage project={project} />
    </Prefetched>
  )
}
