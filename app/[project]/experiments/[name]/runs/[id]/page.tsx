import type { Metadata } from 'next'
import { get } from '#services/tracking/runs/get.ts'
import type { PageProps } from '../../../../../_frame/page-props.ts'
import { readRun } from '../../../../../_tracking/read-run.ts'
import { TrackedRunPage } from '../../../../../_tracking/run/tracked-run-page.tsx'
import { Prefetched } from '../../../../../_trpc/prefetched.tsx'
import { titleOf } from '../../../../../_trpc/title-of.ts'
import { words } from '../../../../../_words/en.ts'

export async function generateMetadata({ params }: PageProps<'project' | 'id'>): Promise<Metadata> {
  const { project, id } = await params
  return await titleOf(project, words.tracking.run, async (ctx) => (await get(ctx, { id })).name)
}

export default async function Page({ params }: PageProps<'project' | 'id'>) {
  const { project, id: part } = await params
  const id = readRun(part)
  return (
    <Prefetched
      project={project}
      queries={(trpc) => [trpc.tracked.get.queryOptions({ id })]}
      next={(trpc, known) => {
        const run = known.getQueryData(trpc.tracked.get.queryKey({ id }))
        return run ? [trpc.experiments.get.queryOptions({ number: run.experiment })] : []
      }}
    >
      <TrackedRunPage project={project} id={id} />
    </Prefetched>
  )
}
