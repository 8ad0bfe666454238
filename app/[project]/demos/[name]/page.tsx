import type { Metadata } from 'next'
import { readEnvironment } from '#services/environment.ts'
import type { PageProps } from '../../../_frame/page-props.ts'
import { Prefetched } from '../../../_trpc/prefetched.tsx'
import { DemoSetup } from './demo-setup.tsx'

export async function generateMetadata({ params }: PageProps<'name'>): Promise<Metadata> {
  return { title: (await params).name }
}

export default async function Page({ params }: PageProps<'project' | 'name'>) {
  const { project, name } = await params
  return (
    <Prefetched project={project} queries={(trpc) => [trpc.demos.get.queryOptions({ name })]}>
      <DemoSetup project={project} name={name} url={readEnvironment().url ?? 'http://localhost:3000'} />
    </Prefetched>
  )
}
