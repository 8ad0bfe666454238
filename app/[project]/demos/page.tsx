import type { Metadata } from 'next'
import type { PageProps } from '../../_frame/page-props.ts'
import { Prefetched } from '../../_trpc/prefetched.tsx'
import { words } from '../../_words/en.ts'
import { DemosPage } from './demos-page.tsx'

export const metadata: Metadata = { title: words.demos.title }

export default async function Page({ params }: PageProps<'project'>) {
  const { project } = await params
  return (
    <Prefetched project={project} queries={(trpc) => [trpc.demos.list.queryOptions()]}>
      <DemosPage project={project} />
    </Prefetched>
  )
}
