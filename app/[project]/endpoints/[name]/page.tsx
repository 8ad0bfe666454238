import type { Metadata } from 'next'
import { readEnvironment } from '#services/environment.ts'
import type { PageProps } from '../../../_frame/page-props.ts'
import { Prefetched } from '../../../_trpc/prefetched.tsx'
import { EndpointPage } from './endpoint-page.tsx'

export async function generateMetadata({ params }: PageProps<'name'>): Promise<Metadata> {
  return { title: (await params).name }
}

export default async function Page({ params }: PageProps<'project' | 'name'>) {
  const { project, name } = await params
  return (
    <Prefetched
      project={project}
      queries={(trpc) => [
        trpc.endpoints.get.queryOptions({ name }),
        trpc.releases.get.queryOptions({ endpoint: name }),
        trpc.releases.list.queryOptions({ endpoint: name }),
        trpc.predictions.list.queryOptions({ endpoint: name, limit: 20 }),
      ]}
      next={(trpc, known) => {
        const target = known.getQueryData(trpc.endpoints.get.queryKey({ name }))?.targets[0]
        return target ? [trpc.artifacts.details.queryOptions({ artifact: target.details })] : []
      }}
    >
      <EndpointPage project={project} name={name} apiUrl={readEnvironment().apiUrl ?? 'http://localhost:3001'} />
    </Prefetched>
  )
}
