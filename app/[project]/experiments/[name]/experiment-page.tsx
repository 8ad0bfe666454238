'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { LoadedPage } from '../../../_frame/loaded-page.tsx'
import { Page } from '../../../_frame/page.tsx'
import { useAddress } from '../../../_list/use-address.ts'
import { experimentHref } from '../../../_tracking/address.ts'
import { RunsTable } from '../../../_tracking/table/runs-table.tsx'
import { experimentsOf } from '../../../_tracking/table/table-state.ts'
import { useTRPC } from '../../../_trpc/client.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { words } from '../../../_words/en.ts'
import { AboutExperiment } from '../about-experiment.tsx'
import { ExperimentMenu } from '../experiment-menu.tsx'
import { OtherExperiments } from './other-experiments.tsx'

const text = words.experiments
type Experiment = Outputs['experiments']['get']

interface ExperimentPageProps {
  project: string
  wanted: { name: string } | { number: number }
}

export function ExperimentPage({ project, wanted }: ExperimentPageProps) {
  const trpc = useTRPC()
  const experiment = useQuery(trpc.experiments.get.queryOptions(wanted))
  return (
    <LoadedPage
      title={'name' in wanted ? wanted.name : wanted.number}
      parent={{ href: `/${project}/experiments`, label: text.title }}
      query={experiment}
      what={text.one}
    >
      {(found) => <Shown project={project} experiment={found} />}
    </LoadedPage>
  )
}

function Shown({ project, experiment }: { project: string; experiment: Experiment }) {
  const router = useRouter()
  const address = useAddress()
  const beside = address.get('with')
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the address only that part is read
  const numbers = useMemo(() => experimentsOf(experiment.number, address.get), [beside, experiment.number])
  return (
    <Page
      title={experiment.name}
      note={numbers.length > 1 ? `+ ${text.several(numbers.length - 1)}` : undefined}
      parent={{ href: `/${project}/experiments`, label: text.title }}
      actions={
        <>
          <OtherExperiments
            own={experiment.number}
            chosen={numbers}
            onChoose={(next) =>
              address.set({ with: next.filter((one) => one !== experiment.number).join(',') || undefined })
            }
          />
          <ExperimentMenu
            experiment={experiment}
            onRenamed={(name) => router.replace(experimentHref(project, { ...experiment, name }))}
            onRemoved={() => router.push(`/${project}/experiments`)}
          />
        </>
      }
    >
      <AboutExperiment experiment={experiment} />
      <RunsTable project={project} label={words.tracking.runs} experiments={numbers} />
    </Page>
  )
}
