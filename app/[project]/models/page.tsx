import type { Metadata } from 'next'
import type { PageProps } from '../../_frame/page-props.ts'
import { Prefetched } from '../../_trpc/prefetched.tsx'
import { words } from '../../_words/en.ts'
import { ModelsPage } from './models-page.tsx'

export const metadata: Metadata = { title: words.models.title }

export default async function Page({ params }: PageProps<'project'>) {
  const { project } = await params
  return (
    <Prefetched
      project={project}
      queries={(trpc) => [
        trpc.models.list.queryOptions(),
        trpc.approvals.list.queryOptions({ state: 'pending' }),
        trpc.releases.list.queryOptions({ state: 'waiting' }),
      ]}
    >
      <ModelsPage project={project} />
    </Prefetched>
  )
}
