import type { Metadata } from 'next'
import type { PageProps } from '../../../_frame/page-props.ts'
import { readRun } from '../../../_tracking/read-run.ts'
import { Prefetched } from '../../../_trpc/prefetched.tsx'
import { words } from '../../../_words/en.ts'
import { RunPage } from './run-page.tsx'

export const metadata: Metadata = { title: words.runs.run }

export default async function Page({ params }: PageProps<'project' | 'id'>) {
  const { project, id: part } = await params
  const id = readRun(part)
  return (
    <Prefetched project={project} queries={(trpc) => [trpc.runs.get.queryOptions({ id })]}>
      <RunPage project={project} id={id} />
    </Prefetched>
  )
}
