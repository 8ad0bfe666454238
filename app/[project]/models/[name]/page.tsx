import type { Metadata } from 'next'
import type { PageProps } from '../../../_frame/page-props.ts'
import { Prefetched } from '../../../_trpc/prefetched.tsx'
import { ModelPage } from './model-page.tsx'

export async function generateMetadata({ params }: PageProps<'name'>): Promise<Metadata> {
  return { title: (await params).name }
}

export default async function Page({ params, searchParams }: PageProps<'project' | 'name'>) {
  const { project, name } = await params
  const { version } = await searchParams
  return (
    <Prefetched
      project={project}
      queries={(trpc) => [trpc.models.get.queryOptions({ name })]}
      next={(trpc, known) => {
        const newest = known.getQueryData(trpc.models.get.queryKey({ name }))?.versions[0]?.number
        const number = version ? Number(version) : newest
        return number ? [trpc.models.getVersion.queryOptions({ name, number })] : []
      }}
    >
      <ModelPage project={project} name={name} {...(version && { number: Number(version) })} />
    </Prefetched>
  )
}
