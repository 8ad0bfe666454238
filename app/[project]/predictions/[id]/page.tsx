import type { Metadata } from 'next'
import type { PageProps } from '../../../_frame/page-props.ts'
import { Prefetched } from '../../../_trpc/prefetched.tsx'
import { words } from '../../../_words/en.ts'
import { PredictionPage } from './prediction-page.tsx'

export const metadata: Metadata = { title: words.predictions.title }

export default async function Page({ params }: PageProps<'project' | 'id'>) {
  const { project, id } = await params
  return (
    <Prefetched project={project} queries={(trpc) => [trpc.predictions.explain.queryOptions({ id })]}>
      <PredictionPage project={project} id={id} />
    </Prefetched>
  )
}
