import type { Metadata } from 'next'
import { Canvas } from '../../../_canvas/canvas.tsx'
import { Prefetched } from '../../../_trpc/prefetched.tsx'

const text = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined)

export async function generateMetadata({ params }: PageProps<'/[project]/pipelines/[slug]'>): Promise<Metadata> {
  return { title: (await params).slug }
}

export default async function Page({ params, searchParams }: PageProps<'/[project]/pipelines/[slug]'>) {
  const { project, slug } = await params
  const { run, node } = await searchParams
  return (
    <Prefetched
      project={project}
      queries={(trpc) => [trpc.pipelines.get.queryOptions({ slug }), trpc.catalogue.list.queryOptions()]}
    >
      <Canvas key={slug} project={project} slug={slug} run={text(run)} node={text(node)} />
    </Prefetched>
  )
}
