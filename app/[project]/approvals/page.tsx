import type { Metadata } from 'next'
import { Page as Frame } from '../../_frame/page.tsx'
import type { PageProps } from '../../_frame/page-props.ts'
import { Approvals } from '../../_registry/approvals.tsx'
import { Prefetched } from '../../_trpc/prefetched.tsx'
import { words } from '../../_words/en.ts'

export const metadata: Metadata = { title: words.approvals.title }

export default async function Page({ params }: PageProps<'project'>) {
  const { project } = await params
  return (
    <Prefetched
      project={project}
      queries={(trpc) => [
        trpc.releases.list.queryOptions({ state: 'waiting' }),
        trpc.approvals.list.queryOptions({}),
        trpc.approvals.protections.queryOptions({}),
      ]}
    >
      <Frame title={words.approvals.title} parent={{ href: `/${project}/models`, label: words.models.title }}>
        <Approvals project={project} />
      </Frame>
    </Prefetched>
  )
}
