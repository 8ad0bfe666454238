import type { Metadata } from 'next'
import type { PageProps } from '../../../_frame/page-props.ts'
import { Prefetched } from '../../../_trpc/prefetched.tsx'
import { SchedulePage } from './schedule-page.tsx'

export async function generateMetadata({ params }: PageProps<'project' | 'name'>): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) }
}

export default async function Page({ params }: PageProps<'project' | 'name'>) {
  const { project, name } = await params
  const decoded = decodeURIComponent(name)
  return (
    <Prefetched project={project} queries={(trpc) => [trpc.schedules.get.queryOptions({ name: decoded })]}>
      <SchedulePage project={project} name={decoded} />
    </Prefetched>
  )
}
