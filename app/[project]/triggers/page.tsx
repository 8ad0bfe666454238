import type { Metadata } from 'next'
import type { PageProps } from '../../_frame/page-props.ts'
import { Prefetched } from '../../_trpc/prefetched.tsx'
import { words } from '../../_words/en.ts'
import { TriggersPage } from './triggers-page.tsx'

export const metadata: Metadata = { title: words.triggers.title }

export default async function Page({ params }: PageProps<'project'>) {
  const { project } = await params
  return (
    <Prefetched project={project} queries={(trpc) => [trpc.triggers.list.queryOptions()]}>
      <TriggersPage project={project} />
    </Prefetched>
  )
}
