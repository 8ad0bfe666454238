'use client'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import Link from 'next/link'
import { useMemo } from 'react'
import { Page } from '../../_frame/page.tsx'
import { useAddress } from '../../_list/use-address.ts'
import { useTRPC } from '../../_trpc/client.tsx'
import { ButtonLink } from '../../_ui/button-link.tsx'
import { EmptyState } from '../../_ui/empty-state.tsx'
import { FaultNotice } from '../../_ui/fault-notice.tsx'
import { faultText } from '../../_ui/fault-text.ts'
import { IconButton } from '../../_ui/icon-button.tsx'
import { Tabs } from '../../_ui/tabs.tsx'
import { words } from '../../_words/en.ts'
import { trackedRunHref } from '../address.ts'
import { RunStatus } from '../run-status.tsx'
import { seriesLook } from '../series.ts'
import { CompareCurves } from './compare-curves.tsx'
import type { Compared } from './compared.ts'
import { DifferencesTables } from './differences-tables.tsx'
import { ParallelCoordinates } from './parallel-coordinates.tsx'
import { Scatter } from './scatter.tsx'
import { Swatch } from './swatch.tsx'

const text = words.tracking

interface ComparePageProps {
  project: string
  ids: readonly string[]
  /** Runs that were named beyond those. */
  leftOut: number
}

/** From two to twenty runs side by side. */
export function ComparePage({ project, ids, leftOut }: ComparePageProps) {
  const trpc = useTRPC()
  const enough = ids.length > 1
  const compared = useQuery({ ...trpc.tracked.compare.queryOptions({ ids: [...ids] }), enabled: enough })
  const fault = compared.error ? faultText(compared.error) : undefined
  const parent = { href: `/${project}/experiments`, label: words.experiments.title }
  return (
    <Page title={text.compareTitle(compared.data?.runs.length ?? ids.length)} parent={parent}>
      {fault && <FaultNotice fault={fault} />}
      {compared.isLoading && (
        <p role="status" className="text-soft">
          {words.common.loading(text.many)}
        </p>
      )}
      {leftOut > 0 && <p className="text-soft">{text.compareLeftOut(ids.length, leftOut)}</p>}
      {compared.data && <Shown project={project} compared={compared.data} />}
      {(!enough || fault) && (
        <EmptyState
          title={text.compareNothing}
          hint={text.compareNothingHint}
          action={
            <ButtonLink look="primary" href={parent.href}>
              {words.experiments.title}
            </ButtonLink>
          }
        />
      )}
    </Page>
  )
}

function Shown({ project, compared }: { project: string; compared: Compared }) {
  const { runs, missing } = compared
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
      {missing.length > 0 && <p className="text-soft">{text.compareMissing(missing)}</p>}
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
          {
            value: 'differences',
            label: text.compareTabs.differences,
            content: <DifferencesTables compared={compared} />,
          },
          { value: 'curves', label: text.compareTabs.curves, content: <CompareCurves runs={looks} /> },
          { value: 'parallel', label: text.compareTabs.parallel, content: <ParallelCoordinates compared={compared} /> },
          { value: 'scatter', label: text.compareTabs.scatter, content: <Scatter compared={compared} /> },
        ]}
      />
    </>
  )
}
