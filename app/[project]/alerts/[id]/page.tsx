import type { Metadata } from 'next'
import type { PageProps } from '../../../_frame/page-props.ts'
import { Prefetched } from '../../../_trpc/prefetched.tsx'
import { words } from '../../../_words/en.ts'
import { AlertPage } from './alert-page.tsx'

export const metadata: Metadata = { title: words.alerts.title }

export default async function Page({ params }: PageProps<'project' | 'id'>) {
  const { project, id } = await params
  return (
    <Prefetched
      project={project}
      queries={(trpc) => [trpc.alerts.get.queryOptions({ id }), trpc.alerts.silences.queryOptions()]}
    >
      <AlertPage project={project} id={id} />
    </Prefetched>
  )
}
