import type { Metadata } from 'next'
import type { PageProps } from '../../_frame/page-props.ts'
import { Prefetched } from '../../_trpc/prefetched.tsx'
import { words } from '../../_words/en.ts'
import { readStatus } from './read-status.ts'
import { RunsPage } from './runs-page.tsx'

export const metadata: Metadata = { title: words.runs.title }

export default async function Page({ params, searchParams }: PageProps<'project'>) {
  const { project } = await params
  const { status } = await searchParams
  return (
    <Prefetched project={project} queries={(trpc) => [trpc.runs.list.queryOptions(readStatus(status))]}>
      <RunsPage project={project} />
    </Prefetched>
  )
}
