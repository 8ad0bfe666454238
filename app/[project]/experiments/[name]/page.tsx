import type { Metadata } from 'next'
import type { PageProps } from '../../../_frame/page-props.ts'
import { readExperiment } from '../../../_tracking/address.ts'
import { Prefetched } from '../../../_trpc/prefetched.tsx'
import { words } from '../../../_words/en.ts'
import { ExperimentPage } from './experiment-page.tsx'

export async function generateMetadata({ params }: PageProps<'name'>): Promise<Metadata> {
  const wanted = readExperiment((await params).name)
  return { title: 'name' in wanted ? wanted.name : words.experiments.title }
}

export default async function Page({ params }: PageProps<'project' | 'name'>) {
  const { project, name } = await params
  const wanted = readExperiment(name)
  return (
    <Prefetched
      project={project}
      queries={(trpc) => [trpc.experiments.get.queryOptions(wanted)]}
      next={(trpc, known) => {
        const number = known.getQueryData(trpc.experiments.get.queryKey(wanted))?.number
        return number === undefined
          ? []
          : [trpc.tracked.keys.queryOptions({ experiments: [number], lifecycle: 'active' })]
      }}
    >
      <ExperimentPage project={project} wanted={wanted} />
    </Prefetched>
  )
}
