import type { QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import type { PageProps } from '../../../_frame/page-props.ts'
import { readExperiment } from '../../../_tracking/address.ts'
import { experimentsOf, lifecycleOf, tableStateOf } from '../../../_tracking/table/table-state.ts'
import { Prefetched, type Trpc } from '../../../_trpc/prefetched.tsx'
import { words } from '../../../_words/en.ts'
import { ExperimentPage } from './experiment-page.tsx'

export async function generateMetadata({ params }: PageProps<'name'>): Promise<Metadata> {
  const wanted = readExperiment((await params).name)
  return { title: 'name' in wanted ? wanted.name : words.experiments.title }
}

export default async function Page({ params, searchParams }: PageProps<'project' | 'name'>) {
  const { project, name } = await params
  const address = await searchParams
  const get = (part: string) => address[part] || undefined
  const wanted = readExperiment(name)
  const asked = (trpc: Trpc, known: QueryClient) => {
    const number = known.getQueryData(trpc.experiments.get.queryKey(wanted))?.number
    return number === undefined ? undefined : { experiments: experimentsOf(number, get), lifecycle: lifecycleOf(get) }
  }
  return (
    <Prefetched
      project={project}
      queries={(trpc) => [trpc.experiments.get.queryOptions(wanted)]}
      next={[
        (trpc, known) => {
          const scope = asked(trpc, known)
          return scope ? [trpc.tracked.keys.queryOptions(scope)] : []
        },
        (trpc, known) => {
          const scope = asked(trpc, known)
          if (!scope) return []
          const keys = known.getQueryData(trpc.tracked.keys.queryKey(scope))
          const { question, wished } = tableStateOf(get, scope.experiments, keys)
          return [trpc.tracked.rows.queryOptions({ ...question, ...wished })]
        },
      ]}
    >
      <ExperimentPage project={project} wanted={wanted} />
    </Prefetched>
  )
}
