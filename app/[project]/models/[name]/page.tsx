import type { Metadata } from 'next'
import type { PageProps } from '../../../_frame/page-props.ts'
import { Prefetched } from '../../../_trpc/prefetched.tsx'
import { Compare } from './compare.tsx'
import { ModelPage } from './model-page.tsx'

export async function generateMetadata({ params }: PageProps<'name'>): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) }
}

export default async function Page({ params, searchParams }: PageProps<'project' | 'name'>) {
  const { project, name: encoded } = await params
  const name = decodeURIComponent(encoded)
  const { version, compare } = await searchParams
  const numbers = typeof compare === 'string' ? compare.split(',').map(Number).filter(Boolean) : []
  if (numbers.length > 1)
    return (
      <Prefetched
        project={project}
        queries={(trpc) => [
          trpc.models.compare.queryOptions({ versions: numbers.map((number) => ({ name, number })) }),
        ]}
      >
        <Compare project={project} name={name} numbers={numbers} />
      </Prefetched>
    )
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
