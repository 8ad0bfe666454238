import type { Metadata } from 'next'
import { get } from '#services/runs/get.ts'
import type { PageProps } from '../../../_frame/page-props.ts'
import { readRun } from '../../../_tracking/read-run.ts'
import { Prefetched } from '../../../_trpc/prefetched.tsx'
import { titleOf } from '../../../_trpc/title-of.ts'
import { momentText } from '../../../_ui/moment-text.ts'
import { words } from '../../../_words/en.ts'
import { RunPage } from './run-page.tsx'

export async function generateMetadata({ params }: PageProps<'project' | 'id'>): Promise<Metadata> {
  const { project, id } = await params
  return await titleOf(project, words.runs.run, async (ctx) => {
    const { pipeline, createdAt } = await get(ctx, { id })
    return words.runs.titled(pipeline.name, momentText(createdAt))
  })
}

export default async function Page({ params }: PageProps<'project' | 'id'>) {
  const { project, id: part } = await params
  const id = readRun(part)
  return (
    <Prefetched project={project} queries={(trpc) => [trpc.runs.get.queryOptions({ id })]}>
      <RunPage project={project} id={id} />
    </Prefetched>
  )
}
