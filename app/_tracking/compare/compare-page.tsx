'use client'
import { useQueries } from '@tanstack/react-query'
import { X } from 'lucide-react'
import Link from 'next/link'
import { useMemo } from 'react'
import { Page } from '../../_frame/page.tsx'
import { useAddress } from '../../_list/use-address.ts'
import { useTRPC } from '../../_trpc/client.tsx'
import { Button } from '../../_ui/button.tsx'
import { EmptyState } from '../../_ui/empty-state.tsx'
import { FaultNotice } from '../../_ui/fault-notice.tsx'
import { faultText } from '../../_ui/fault-text.ts'
import { IconButton } from '../../_ui/icon-button.tsx'
import { Tabs } from '../../_ui/tabs.tsx'
import { words } from '../../_words/en.ts'
import { trackedRunHref } from '../address.ts'
import type { Run } from '../run/run.ts'
import { RunStatus } from '../run-status.tsx'
import { seriesLook } from '../series.ts'
import { CompareCurves } from './compare-curves.tsx'
import { DifferencesTables } from './differences-tables.tsx'
import { ParallelCoordinates } from './parallel-coordinates.tsx'
import { Scatter } from './scatter.tsx'
import { Swatch } from './swatch.tsx'

const text = words.tracking

/** From two to twenty runs side by side. */
export function ComparePage({ project, ids }: { project: string; ids: readonly string[] }) {
  const trpc = useTRPC()
  const queries = useQueries({ queries: ids.map((id) => trpc.tracked.get.queryOptions({ id })) })
  const fault = queries.find(({ error }) => error)?.error
  const found = queries.flatMap(({ data }) => data ?? [])
  const isLoading = queries.some((query) => query.isLoading)
  const parent = { href: `/${project}/experiments`, label: words.experiments.title }
  if (ids.length < 2 || (!isLoading && found.length < 2))
    return (
      <Page title={text.compareTitle(ids.length)} parent={parent}>
        {fault && <FaultNotice fault={faultText(fault)} />}
        <EmptyState
          title={text.compareNothing}
          hint={text.compareNothingHint}
          action={
            <Button asChild look="primary">
              <Link href={parent.href}>{words.experiments.title}</Link>
            </Button>
          }
        />
      </Page>
    )
  return (
    <Page title={text.compareTitle(ids.length)} parent={parent}>
      {fault && <FaultNotice fault={faultText(fault)} />}
      {isLoading ? (
        <p role="status" className="text-soft">
          {words.common.loading(text.many)}
        </p>
      ) : (
        <Compared project={project} runs={found} />
      )}
    </Page>
  )
}

function Compared({ project, runs }: { project: string; runs: readonly Run[] }) {
  const address = useAddress()
  const looks = useMemo(
    () => runs.map(({ id, name, startedAt }, at) => ({ id, name, startedAt, look: seriesLook(at) })),
    [runs],
  )
  const without = (id: string) =>
    address.set({
      runs: runs
        .filter((run) => run.id !== id)
        .map((run) => run.id)
        .join(','),
    })
  return (
    <>
      <ul aria-label={text.runs} className="flex flex-wrap gap-x-4 gap-y-1">
        {runs.map((run, at) => (
          <li key={run.id} className="flex max-w-72 items-center gap-1.5">
            <Swatch at={at} />
            <RunStatus status={run.status} />
            <Link
              className="truncate font-strong no-underline hover:underline"
              href={trackedRunHref(project, { name: String(run.experiment), number: run.experiment }, run.id)}
            >
              {run.name}
            </Link>
            {runs.length > 2 && (
              <IconButton label={text.compareWithout(run.name)} onClick={() => without(run.id)}>
                <X />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      <Tabs
        label={text.compareTabsLabel}
        value={address.get('tab') ?? 'differences'}
        onValue={(tab) => address.set({ tab: tab === 'differences' ? undefined : tab })}
        tabs={[
          { value: 'differences', label: text.compareTabs.differences, content: <DifferencesTables runs={runs} /> },
          { value: 'curves', label: text.compareTabs.curves, content: <CompareCurves runs={looks} /> },
          { value: 'parallel', label: text.compareTabs.parallel, content: <ParallelCoordinates runs={runs} /> },
          { value: 'scatter', label: text.compareTabs.scatter, content: <Scatter runs={runs} /> },
        ]}
      />
    </>
  )
}
