import type { Metadata } from 'next'
import type { PageProps } from '../../../../../_frame/page-props.ts'
import { Prefetched } from '../../../../../_trpc/prefetched.tsx'
import { MadePage } from './made-page.tsx'

type Props = PageProps<'project' | 'pipeline' | 'node'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).node) }
}

export default async function Page({ params, searchParams }: Props) {
  const [{ project, pipeline, node }, { port, run }] = await Promise.all([params, searchParams])
  const ref = {
    ...{ pipeline: decodeURIComponent(pipeline), node: decodeURIComponent(node), port: port ?? 'rows' },
    ...(run && { run }),
  }
  return (
    <Prefetched project={project} queries={(trpc) => [trpc.datasets.getMade.queryOptions(ref)]}>
      <MadePage project={project} made={ref} />
    </Prefetched>
  )
}
