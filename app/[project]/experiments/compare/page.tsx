import type { Metadata } from 'next'
import type { PageProps } from '../../../_frame/page-props.ts'
import { Compare } from '../../../_tracking/compare/compare.tsx'
import { mostCompared } from '../../../_tracking/compare/most.ts'
import { Prefetched } from '../../../_trpc/prefetched.tsx'
import { words } from '../../../_words/en.ts'

export const metadata: Metadata = { title: words.tracking.compare }

export default async function Page({ params, searchParams }: PageProps<'project'>) {
  const { project } = await params
  const ids = ((await searchParams).runs ?? '').split(',').filter(Boolean).slice(0, mostCompared)
  return (
    <Prefetched project={project} queries={(trpc) => ids.map((id) => trpc.tracked.get.queryOptions({ id }))}>
      <Compare project={project} />
    </Prefetched>
  )
}
