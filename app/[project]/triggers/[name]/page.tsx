import type { Metadata } from 'next'
import { readEnvironment } from '#services/environment.ts'
import type { PageProps } from '../../../_frame/page-props.ts'
import { Prefetched } from '../../../_trpc/prefetched.tsx'
import { TriggerPage } from './trigger-page.tsx'

export async function generateMetadata({ params }: PageProps<'project' | 'name'>): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) }
}

export default async function Page({ params }: PageProps<'project' | 'name'>) {
  const { project, name } = await params
  const decoded = decodeURIComponent(name)
  return (
    <Prefetched project={project} queries={(trpc) => [trpc.triggers.get.queryOptions({ name: decoded })]}>
      <TriggerPage project={project} name={decoded} apiUrl={readEnvironment().apiUrl ?? 'http://localhost:3001'} />
    </Prefetched>
  )
}
