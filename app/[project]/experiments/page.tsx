import type { Metadata } from 'next'
import type { PageProps } from '../../_frame/page-props.ts'
import { Prefetched } from '../../_trpc/prefetched.tsx'
import { words } from '../../_words/en.ts'
import { ExperimentsPage } from './experiments-page.tsx'

export const metadata: Metadata = { title: words.experiments.title }

export default async function Page({ params, searchParams }: PageProps<'project'>) {
  const { project } = await params
  const lifecycle = (await searchParams).trash ? 'deleted' : 'active'
  return (
    <Prefetched project={project} queries={(trpc) => [trpc.experiments.list.queryOptions({ lifecycle })]}>
      <ExperimentsPage project={project} />
    </Prefetched>
  )
}
