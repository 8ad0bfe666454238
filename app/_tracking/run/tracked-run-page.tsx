'use client'
import { useQuery } from '@tanstack/react-query'
import { LoadedPage } from '../../_frame/loaded-page.tsx'
import { Page } from '../../_frame/page.tsx'
import { useAddress } from '../../_list/use-address.ts'
import { useTRPC } from '../../_trpc/client.tsx'
import { Tabs } from '../../_ui/tabs.tsx'
import { words } from '../../_words/en.ts'
import { experimentHref } from '../address.ts'
import { ArtifactBrowser } from '../artifacts/artifact-browser.tsx'
import { artifactRoot } from '../artifacts/root.ts'
import { isPushedNotebook } from '../push/is-pushed-notebook.ts'
import { PushedNotebook } from '../push/pushed-notebook.tsx'
import type { Run } from './run.ts'
import { RunActions } from './run-actions.tsx'
import { RunCurves } from './run-curves.tsx'
import { RunFacts } from './run-facts.tsx'
import { RunOverview } from './run-overview.tsx'

const text = words.tracking

export function TrackedRunPage({ project, id }: { project: string; id: string }) {
  const trpc = useTRPC()
  const run = useQuery(trpc.tracked.get.queryOptions({ id }))
  return (
    <LoadedPage
      title={text.run}
      parent={{ href: `/${project}/experiments`, label: words.experiments.title }}
      query={run}
      what={text.run.toLowerCase()}
    >
      {(found) => <Shown project={project} run={found} />}
    </LoadedPage>
  )
}

function Shown({ project, run }: { project: string; run: Run }) {
  const trpc = useTRPC()
  const address = useAddress()
  const experiment = useQuery(trpc.experiments.get.queryOptions({ number: run.experiment }))
  const name = experiment.data?.name ?? String(run.experiment)
  return (
    <Page
      title={run.name}
      note={text.kinds[run.kind]}
      parent={{ href: experimentHref(project, { name, number: run.experiment }), label: name }}
      actions={<RunActions project={project} run={run} experiment={{ name, number: run.experiment }} />}
    >
      {run.deletedAt && <p className="rounded-md bg-warning-soft px-3 py-2">{text.inTrash}</p>}
      <RunFacts project={project} run={run} experiment={name} />
      <Tabs
        label={text.tabsLabel}
        value={address.get('tab') ?? 'overview'}
        onValue={(tab) => address.set({ tab: tab === 'overview' ? undefined : tab })}
        tabs={[
          {
            value: 'overview',
            label: text.tabs.overview,
            content: <RunOverview project={project} run={run} experiment={name} />,
          },
          ...(isPushedNotebook(run)
            ? [
                {
                  value: 'notebook',
                  label: words.pushes.tab,
                  content: <PushedNotebook project={project} run={run} />,
                },
              ]
            : []),
          { value: 'curves', label: text.tabs.curves, content: <RunCurves run={run} /> },
          {
            value: 'artifacts',
            label: text.tabs.artifacts,
            content: <ArtifactBrowser project={project} root={artifactRoot(run)} />,
          },
        ]}
      />
    </Page>
  )
}
