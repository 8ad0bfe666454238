import type { Metadata } from 'next'
import type { PageProps } from '../../../../_frame/page-props.ts'
import { Prefetched } from '../../../../_trpc/prefetched.tsx'
import { LoggedPage } from './logged-page.tsx'

export async function generateMetadata({ params }: PageProps<'project' | 'name'>): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) }
}

export default async function Page({ params, searchParams }: PageProps<'project' | 'name'>) {
  const { project, name: encoded } = await params
  const { version } = await searchParams
  const ref = { name: decodeURIComponent(encoded), ...(version && { digest: version }) }
  return (
    <Prefetched project={project} queries={(trpc) => [trpc.datasets.get.queryOptions(ref)]}>
      <LoggedPage project={project} {...ref} />
    </Prefetched>
  )
}
